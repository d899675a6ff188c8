import type { Message } from "./update.ts";

/**
 * The shopper's own number, when it is their own contact that they shared: anybody else's could be sent as well.
 * Telegram writes it with or without `+`. https://core.telegram.org/bots/api#contact
 */
export function ownPhone({ contact, from }: Pick<Message, "contact" | "from">): string | undefined {
  if (!contact || contact.user_id === undefined || contact.user_id !== from?.id) return undefined;
  const digits = contact.phone_number.replace(/\D/g, "");
  return /^\d{6,15}$/.test(digits) ? `+${digits}` : undefined;
}
