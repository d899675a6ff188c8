import type { UseTelegram } from "./client.ts";
import { allowedUpdates } from "./update.ts";

/**
 * Tells Telegram where to call, and with which secret: https on port 443, 80, 88 or 8443. Ends polling by anybody.
 * https://core.telegram.org/bots/api#setwebhook
 */
export async function setWebhook(
  use: UseTelegram,
  { url, secret }: { url: string; secret: string },
  signal: AbortSignal,
): Promise<void> {
  await use(signal, (client) =>
    client.setWebhook(url, { secret_token: secret, allowed_updates: allowedUpdates }),
  );
}
