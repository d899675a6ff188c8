import { encodePayload } from "../../models/payload.ts";
import type { Intent } from "../../models/taxonomy.ts";
import { shorten } from "../shared/shorten.ts";
import type { UseTelegram } from "./client.ts";

/** What the menu button beside the field offers. A command begins its flow, in whatever language one writes. */
const flows: Readonly<Record<string, Intent>> = {
  search: "product.search",
  track: "order.track",
  delivery: "delivery.cost",
  human: "assist.human",
  help: "assist.help",
};

/** The tap that a command stands for; null: it is its words. */
export function payloadOf(command: string): string | null {
  const flow = Object.hasOwn(flows, command) ? flows[command] : undefined;
  return flow === undefined ? null : encodePayload({ kind: "start", flow, slots: {} });
}

/** UTF-16 units. */
const mostDescription = 256;

/**
 * Sets the commands in a language; those of the first are shown to everybody who has none of their own.
 * @param titles by the flow that they begin; commands of others are left out.
 * https://core.telegram.org/bots/api#setmycommands
 */
export async function setCommands(
  use: UseTelegram,
  { titles, language, isFirst }: { titles: ReadonlyMap<string, string>; language: string; isFirst: boolean },
  signal: AbortSignal,
): Promise<void> {
  const commands = Object.entries(flows).flatMap(([command, flow]) => {
    const title = titles.get(flow);
    return title === undefined ? [] : [{ command, description: shorten(title, mostDescription) }];
  });
  await use(signal, (client) => client.setMyCommands(commands, isFirst ? {} : { language_code: language }));
}
