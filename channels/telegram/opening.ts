import { Language } from "../../models/language.ts";
import type { Inbound } from "../../models/ports/channel.ts";
import type { User } from "./update.ts";

const longestName = 300;

/** Whom something is from. In a private chat, the chat has the id of the shopper. */
export function openingOf(user: User, account: string, phone?: string): Inbound["opening"] {
  const name = nameOf(user);
  // "fr-CA" is French. An Arabic dialect has a code of its own, which Telegram's apps do not offer.
  const language = Language.safeParse(user.language_code?.split(/[-_]/)[0]?.toLowerCase());
  return {
    channel: "telegram",
    account,
    peer: String(user.id),
    identities: [`telegram:${account}:${user.id}`],
    ...(phone && { phone }),
    ...(name && { claimed: { name } }),
    ...(language.success && { language: language.data }),
  };
}

/** The username, which can be given to somebody else, only stands in for a name. */
function nameOf({ first_name, last_name, username }: User): string | undefined {
  const names = [first_name, last_name].map((name) => name?.trim()).filter(Boolean);
  return (names.join(" ") || (username && `@${username}`))?.slice(0, longestName);
}
