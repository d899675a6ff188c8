/** What we have to say ourselves, in the language of the message. */
interface Labels {
  /** Opens a list. At most 20 UTF-16 units. */
  choose: string;
  /** Above the button by which WhatsApp asks where a shopper is, where there are no other words. */
  location: string;
}

export const labelsOf = (locale = "en"): Labels => labels[locale.slice(0, 2)] ?? labels.en!;

const labels: Record<string, Labels> = {
  fr: { choose: "Choisir", location: "Envoyez votre position." },
  ar: { choose: "اختر", location: "أرسل موقعك." },
  en: { choose: "Choose", location: "Send your location." },
};
