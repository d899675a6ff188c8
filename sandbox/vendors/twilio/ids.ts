import type { Desk } from "../../vendor.ts";

/** `SM`, for one with a file `MM`, and 32 hexadecimal digits. */
export const messageSid = (desk: Desk, kind: "SM" | "MM"): string => kind + hexOf(desk.nextNumber());

export const hexOf = (number: number): string => number.toString(16).padStart(32, "0");
