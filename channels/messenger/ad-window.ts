import type { Referral } from "./envelope.ts";

const weekMs = 7 * 24 * 3_600_000;

/**
 * Who comes by an ad that leads to Messenger gives the shop up to 7 days for free words, from their first message after
 * the click; Meta, which may give less, refuses what is later. What a shopper does by an ad says so with it.
 * https://developers.facebook.com/documentation/business-messaging/messenger-platform/policy
 */
export const adWindow = (referral: Referral | undefined): { freeWordsMs?: number } =>
  referral?.source === "ADS" || referral?.ad_id !== undefined ? { freeWordsMs: weekMs } : {};
