import type { Inbound } from "../../models/ports/channel.ts";
import type { Mailbox } from "./mailbox.ts";
import type { Reference } from "./reference.ts";

/**
 * Whom an e-mail is from. Anybody can write any sender's address: it is a claim, and proves nothing. Answers go there all
 * the same, and never to a Reply-To, by which somebody else could have them.
 */
export function openingOf(
  { name, address }: Mailbox,
  account: string,
  reference?: Reference | null,
): Inbound["opening"] {
  return {
    channel: "email",
    account,
    peer: address,
    identities: [`email:${account}:${address.toLowerCase()}`],
    claimed: { ...(name && { name }), email: address },
    ...(reference && { reference }),
  };
}
