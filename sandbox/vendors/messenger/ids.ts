import type { Desk } from "../../vendor.ts";

export const messageId = (desk: Desk): string => `m_sandbox${desk.nextNumber()}`;
