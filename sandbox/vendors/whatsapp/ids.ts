import type { Desk } from "../../vendor.ts";

/** `wamid.` and something in base64. */
export const messageId = (desk: Desk): string =>
  `wamid.${Buffer.from(`sandbox ${desk.nextNumber()}`).toString("base64")}`;
