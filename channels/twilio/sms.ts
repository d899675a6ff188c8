import type { Content } from "../../models/activity.ts";
import { cheaper } from "./cheaper.ts";
import { type Message, toMessages } from "./message.ts";
import { isStopWord } from "./opt-out.ts";
import { asLink, inWords, type Label, pictureOf } from "./words.ts";

/** Everything as text; a picture by MMS where the number has it, else as its description and its address. */
export function smsMessages(
  content: Content,
  options: { mms: boolean; publicUrl?: string | undefined; locale?: string | undefined },
): Message[] {
  const { publicUrl } = options;
  const { text, image, document } = content;
  const picture = options.mms ? pictureOf(content, publicUrl) : null;
  const told = [
    text,
    image && (picture === null ? asLink(image.alt, image.url, publicUrl) : !text && image.alt),
    document && asLink(document.name, document.url, publicUrl),
  ];
  const words = inWords({ ...content, text: told.filter(Boolean).join("\n") }, labelFor(options.locale));
  return toMessages(picture === null ? cheaper(words) : words, picture);
}

/** Who answers "Cancel" by SMS hears nothing of the shop any more: such a label says to answer its number. */
const labelFor =
  (locale = "en"): Label =>
  (title, number) =>
    isStopWord(title) ? `${title} (${answers[locale.slice(0, 2)] ?? answers.en} ${number})` : title;

const answers: Record<string, string> = { fr: "répondez", ar: "أجب برقم", en: "answer" };
