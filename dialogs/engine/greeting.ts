const greetings =
  "bonjour|bonsoir|bjr|bsr|salut|slt|coucou|cc|hello|hi|hey|good (?:morning|afternoon|evening)|salam(?: (?:alaykoum|alaikoum|3alaykom|3likom|alikoum|alikom))?|slm|salem|السلام عليكم(?: ورحمة الله(?: وبركاته)?)?|سلام|مرحبا|اهلا|أهلا|هلا|صباح الخير|مساء الخير";
const greetingFirst = new RegExp(`^(?:${greetings})(?:[\\s,.!،؟:;-]|👋)+(?=\\S)`, "iu");

/** A wish after a greeting is the wish: "salam wach kayn caftan". A greeting alone stays. */
export function withoutGreeting(text: string): string {
  return text.trimStart().replace(greetingFirst, "");
}
