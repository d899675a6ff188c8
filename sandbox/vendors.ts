import type { Desk, Vendor } from "./vendor.ts";
import { createBotFramework } from "./vendors/bot-framework/index.ts";
import { createMessenger } from "./vendors/messenger/index.ts";
import { createResend } from "./vendors/resend/index.ts";
import { createTelegram } from "./vendors/telegram/index.ts";
import { createTwilio } from "./vendors/twilio/index.ts";
import { createWhatsApp } from "./vendors/whatsapp/index.ts";

/** Every vendor, each with a desk of its own. */
export const createVendors = (deskOf: (name: string) => Desk): Vendor[] =>
  [createWhatsApp, createMessenger, createTelegram, createTwilio, createResend, createBotFramework].map(
    (create) => create(deskOf),
  );
