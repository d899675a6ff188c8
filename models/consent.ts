const optOut =
  /^(?:stop|stopall|unsubscribe|arret|arrêt|arreter|arrêter|désabonner|desabonner|توقف|إيقاف|ايقاف|الغاء الاشتراك|إلغاء الاشتراك)$/iu;
const optIn = /^(?:start|unstop|subscribe|reprendre|abonner|اشتراك|ابدأ|ابدا)$/iu;

/**
 * Whether a message is nothing but the word that ends ("STOP", "ARRET", "توقف") or renews consent.
 * Carriers and laws demand that these words always work, whatever the conversation is about.
 */
export function consentWord(text: string): "out" | "in" | null {
  const word = text
    .trim()
    .replace(/[.!؟?]+$/u, "")
    .trim();
  if (optOut.test(word)) return "out";
  return optIn.test(word) ? "in" : null;
}
