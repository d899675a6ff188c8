import { decodePayload, encodePayload } from "../../models/payload.ts";
import type { Intent } from "../../models/taxonomy.ts";
import { payloadOf } from "./commands.ts";

/** `/name` or `/name@bot`, and what follows. https://core.telegram.org/bots/features#commands */
const command = /^\/([a-z0-9_]{1,32})(?:@\w+)?(?:\s+(.*))?$/is;

const greetingIntent: Intent = "smalltalk.greeting";
const greeting = encodePayload({ kind: "start", flow: greetingIntent, slots: {} });

/**
 * What a text means. `/start`, by which every talk begins, is a tap: as a word, "start" would allow the shop to write
 * first, and words of greeting would tell a language that nobody chose. So are those of the menu. Other commands are their
 * words: `/track 10042` is "track 10042", `/stop` is "stop".
 */
export function meaningOf(text: string): { tapped: string; title: string } | { text: string } {
  const [, name, rest] = command.exec(text.trim()) ?? [];
  if (name === undefined) return { text };
  if (name.toLowerCase() === "start") return { tapped: linkedPayload(rest) ?? greeting, title: "/start" };
  const tapped = rest ? null : payloadOf(name.toLowerCase());
  if (tapped !== null) return { tapped, title: `/${name}` };
  return { text: [name.replaceAll("_", " ").trim(), rest].filter(Boolean).join(" ") };
}

/**
 * The flow that a link such as `https://t.me/<bot>?start=<parameter>` begins. The parameter is our payload as base64url,
 * because Telegram lets nothing but A-Z, a-z, 0-9, _ and - through, 64 of them. Only the beginning of a flow counts:
 * else a link could answer an open question in a shopper's name. https://core.telegram.org/bots/features#deep-linking
 */
function linkedPayload(parameter = ""): string | null {
  const value = Buffer.from(parameter, "base64url").toString("utf8");
  return decodePayload(value)?.kind === "start" ? value : null;
}
