import { type AccountSettings, pathOf, polls, vendors } from "./channel-settings.ts";

/**
 * What the operator reads at the start: each account with the address that its vendor is to call, and what is off.
 * @param origin the server's, as vendors see it, without a slash at its end.
 */
export function channelLines(accounts: readonly AccountSettings[], origin: string): string[] {
  const on = accounts.map((account) =>
    polls(account)
      ? `${account.vendor}: on, it asks Telegram itself`
      : `${account.vendor}: on, webhook ${origin}/webhooks/${pathOf(account)}`,
  );
  const off = vendors.filter((vendor) => accounts.every((account) => account.vendor !== vendor));
  return off.length === 0 ? on : [...on, `off, none of its variables is set: ${off.join(", ")}`];
}
