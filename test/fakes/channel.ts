import type { Channel } from "../../models/ports/channel.ts";

/** A channel that notes what it delivered, and fails when `fault` says how. */
export interface RecordingChannel extends Channel {
  delivered: { peer: string; text: string; key: string }[];
  /** Every try, failed ones too. */
  tries: number;
  /** Asked before each delivery; what it returns is thrown. */
  fault: (text: string) => Error | null;
  /** Waited for during each delivery. */
  meanwhile: (text: string) => Promise<unknown>;
}

export function recordingChannel(name = "chat", account = "page"): RecordingChannel {
  const channel: RecordingChannel = {
    name,
    account,
    readsTranscript: false,
    delivered: [],
    tries: 0,
    fault: () => null,
    meanwhile: async () => {},
    render: (activity) => [{ key: "message", body: activity.text }],
    async deliver({ peer }, { key, body }) {
      channel.tries += 1;
      const text = String(body);
      await channel.meanwhile(text);
      const fault = channel.fault(text);
      if (fault) throw fault;
      channel.delivered.push({ peer, text, key });
      return { vendorId: `vendor-${channel.delivered.length}` };
    },
  };
  return channel;
}
