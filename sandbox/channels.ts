import { z } from "zod";

/** The channels of the sandbox, in the order of the page. WhatsApp through Twilio has a number of its own. */
export const ChannelName = z.enum([
  "whatsapp",
  "messenger",
  "telegram",
  "sms",
  "twilio-whatsapp",
  "email",
  "bot-framework",
]);
export type ChannelName = z.infer<typeof ChannelName>;
