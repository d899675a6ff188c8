/** https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes */
const words: Readonly<Record<number, string>> = {
  131026: "Message undeliverable",
  131047: "Re-engagement message",
  131048: "Spam rate limit hit",
  131050: "User has stopped marketing messages from your business",
  131056: "(Business Account, Consumer Account) pair rate limit hit",
  130429: "Rate limit hit",
  131000: "Something went wrong",
  190: "Access token has expired",
};
export const wordsOf = (code: number): string => words[code] ?? "Something went wrong";
