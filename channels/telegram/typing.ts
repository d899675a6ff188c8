import type { UseTelegram } from "./client.ts";

/** Shows "typing" until the next message, 5 s at most. https://core.telegram.org/bots/api#sendchataction */
export async function showTyping(use: UseTelegram, chatId: string, signal: AbortSignal): Promise<void> {
  await use(signal, (client) => client.sendChatAction(Number(chatId), "typing"));
}
