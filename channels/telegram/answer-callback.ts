import type { UseTelegram } from "./client.ts";

/**
 * Ends the waiting that a tapped button shows. Best effort: after a while Telegram takes no answer any more (`never`).
 * https://core.telegram.org/bots/api#answercallbackquery
 */
export async function answerCallback(use: UseTelegram, id: string, signal: AbortSignal): Promise<void> {
  await use(signal, (client) => client.answerCbQuery(id));
}
