import type { Desk } from "../../vendor.ts";

/** A UUID. */
export const emailId = (desk: Desk): string => uuidOf(desk.nextNumber());

export const uuidOf = (number: number): string =>
  `00000000-0000-4000-8000-${number.toString(16).padStart(12, "0")}`;

/** What mail programs thread by. */
export const messageIdOf = (id: string, domain: string): string => `<${id}@${domain}>`;
