/** What the product is given. */
export const account = {
  accountSid: "AC00000000000000000000000000000001",
  authToken: "sandbox-twilio-auth-token",
  /** Sends SMS. */
  number: "+33757000000",
  /** Sends to WhatsApp. */
  whatsappNumber: "whatsapp:+33757000001",
};

export const channelOf = (from: string | null) => {
  if (from === account.number) return "sms" as const;
  return from === account.whatsappNumber ? ("twilio-whatsapp" as const) : null;
};
