import type { UseWhatsApp } from "./client.ts";

/**
 * Shows that a message and those before it were seen; with `isTyping` that somebody writes: until the next message, 25 s at
 * most.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/typing-indicators
 */
export async function markRead(
  use: UseWhatsApp,
  { account, messageId, isTyping }: { account: string; messageId: string; isTyping: boolean },
  signal: AbortSignal,
): Promise<void> {
  await use(signal, ({ message }, request) =>
    message.createStatus({
      phoneNumberID: account,
      status: "read",
      message_id: messageId,
      ...(isTyping && { typing_indicator: { type: "text" } }),
      request,
    }),
  );
}
