import type { DetectedLanguage, Language } from "../../models/language.ts";
import type { IntentScore } from "../../models/ports/recogniser.ts";

/** A message whose intent is known. */
export interface LabelledText {
  text: string;
  /** `None`: out of scope. */
  intent: string;
  language: Language;
  /** Kind of Arabic: `standard`, `maghrebi`, `gulf` or `arabizi`. */
  variety?: string;
  /** Where it stands, for reports. */
  place?: string;
}

/** What a model that had not seen the message made of it. */
export interface Prediction extends LabelledText {
  detected: DetectedLanguage;
  /** Best first, three at most. */
  intents: IntentScore[];
}

export const bestOf = ({ intents }: Pick<Prediction, "intents">): IntentScore =>
  intents[0] ?? { name: "None", score: 1 };

export const isRight = (prediction: Prediction): boolean => bestOf(prediction).name === prediction.intent;

/** How a message is written, in one word: its language, or its kind of Arabic. */
export const varietyOf = ({ language, variety }: Pick<LabelledText, "language" | "variety">): string =>
  variety ?? language;
