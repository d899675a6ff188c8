import type { Desk } from "../../vendor.ts";

/** `SM`, for one with a file `MM`, and 32 hexadecimal digits. */
export const messageSid = (desk: Desk, kind: "SM" | "MM" | "ME"): string =>
  kind + desk.nextNumber().toString(16).padStart(32, "0");
