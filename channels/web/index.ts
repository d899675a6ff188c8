import type { Channel } from "../../models/ports/channel.ts";

export { ApiMessage, toApiMessage, wasExchanged, webEventKey } from "./api-message.ts";

/** The shop's own page and the public API. Both read the transcript, so nothing is ever sent. */
export function webChannel(account: string): Channel {
  return {
    name: "web",
    account,
    readsTranscript: true,
    render: (activity) => [{ key: "message", body: activity }],
    deliver: async () => ({}),
  };
}
