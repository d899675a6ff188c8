/**
 * A value as the templates of WhatsApp take it, whoever hands it on: never empty, without line breaks, tabs or long gaps.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/overview
 */
export const templateValue = (value: string): string => value.replace(/\s+/g, " ").trim() || "–";
