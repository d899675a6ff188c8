/** How messages of an account go out, as the Messages API wants it told. */
export interface Sender {
  from?: string;
  messagingServiceSid?: string;
}

/**
 * A messaging service picks one of its numbers by itself, unless `from` names it.
 * https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource
 */
export function senderOf(account: string, from: string): Sender {
  const service = serviceOf(from) ?? serviceOf(account);
  return {
    ...(serviceOf(from) === undefined && { from }),
    ...(service !== undefined && { messagingServiceSid: service }),
  };
}

/** Whether a message of that number, which may belong to a service, is one of an account of ours. */
export function serves(account: string, number: string, service: string | undefined): boolean {
  if (account === number) return true;
  const own = serviceOf(account);
  return own !== undefined && own === service && (!isWhatsApp(account) || isWhatsApp(number));
}

/** A messaging service is `MG…`; as `whatsapp:MG…` of its numbers those alone that are on WhatsApp. */
export const serviceOf = (address: string): string | undefined =>
  /^(?:whatsapp:)?(MG[0-9a-f]{32})$/i.exec(address)?.[1];

export const isWhatsApp = (address: string): boolean => address.startsWith("whatsapp:");

/**
 * Pictures go by MMS from numbers of the US and Canada (+1) and of Australia (+61). From a messaging service it is not
 * known which number will be taken: it sends text.
 */
export const hasMms = (from: string): boolean => /^\+(?:1\d{10}|61\d{9})$/.test(from);
