/** What we have to say ourselves, in the language of the message. */
interface Labels {
  /** Above what has numbers. */
  answerByNumber: string;
  /** There is no button for a place: where a message asks for one and says nothing else. */
  location: string;
}

export const labelsOf = (locale: string): Labels => labels[locale.slice(0, 2)] ?? labels.en!;

const labels: Record<string, Labels> = {
  fr: { answerByNumber: "Répondez avec le numéro de votre choix.", location: "Écrivez où vous êtes." },
  ar: { answerByNumber: "أجب برقم اختيارك.", location: "اكتب مكانك." },
  en: { answerByNumber: "Answer with the number of your choice.", location: "Write where you are." },
};
