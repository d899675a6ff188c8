import type { Desk, Vendor } from "./vendor.ts";
import { createTelegram } from "./vendors/telegram/index.ts";
import { createWhatsApp } from "./vendors/whatsapp/index.ts";

/** Every vendor, each with a desk of its own. */
export const createVendors = (deskOf: (name: string) => Desk): Vendor[] =>
  [createWhatsApp, createTelegram].map((create) => create(deskOf));
