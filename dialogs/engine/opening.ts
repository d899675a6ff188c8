import { asksSomething } from "./yes-no.ts";

const greetings =
  "bonjour|bonsoir|bjr|bsr|salut|slt|coucou|cc|hello|hi|hey|good (?:morning|afternoon|evening)|salam(?: (?:alaykoum|alaikoum|3alaykom|3likom|alikoum|alikom))?|slm|salem|السلام عليكم(?: ورحمة الله(?: وبركاته)?)?|سلام|مرحبا|اهلا|أهلا|هلا|صباح الخير|مساء الخير";
const greetingFirst = new RegExp(`^(?:${greetings})(?:[\\s,.!،؟:;-]|👋)+(?=\\S)`, "iu");

const hesitation =
  /^(?:attends|attendez|une seconde|wait|hold on|one sec(?:ond)?|stanna|tsenna|stna|استنى|استني|لحظة|لحظه|ثانية)[\s,.!،…:;-]+(?=\S)/iu;

/**
 * A wish after a greeting is the wish: "salam wach kayn caftan"; so is a question after a hesitation: "attends, c'est
 * combien ?". A greeting alone stays.
 */
export function withoutOpening(text: string): string {
  const wish = text.trimStart().replace(greetingFirst, "");
  const question = wish.replace(hesitation, "");
  return asksSomething(question) ? question : wish;
}
