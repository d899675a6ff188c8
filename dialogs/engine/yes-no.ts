import type { Understanding } from "../../models/ports/recogniser.ts";

const yesWords =
  /^(?:👍|✅|👌|💯|oui|ouii+|ouais|wi|yes|yep|yeah|yea|ok|okay|oki|sure|d'?accord|dac|daccord|parfait|exact|safi|akk?[ei]d|نعم|اي|ايه|إيه|أيوه|ايوه|ايوا|أيوا|آه|اه|واخا|تمام|موافق|اكيد|أكيد|صح|صافي|أكد|أؤكد|wakha|waxa|wa5a|iyeh|iyyeh|eyeh|naam|na3am|aywa|tamam|mwaf9)(?![\p{L}\p{N}])/iu;
const noWords =
  /^(?:👎|❌|🚫|non|nan|nn|no|nope|nah|pas du tout|لا|لأ|كلا|مش|ماشي|ما بغيتش|مابغيتش|la|lala|makayn walo|machi|ma ?b[gr8]hitch)(?![\p{L}\p{N}])/iu;

/** Answers only to those who write Arabic: "la" is an article in French, "ah" a sigh elsewhere. */
const arabizi = { yes: /^(?:ah|ih)(?![\p{L}\p{N}])/iu, no: /^la(?![\p{L}\p{N}])/iu };

/** "Ah non merci", "euh oui": what is said after it counts. */
const sigh = /^(?:ah|oh|euh|ben|bah|hmm*|آه|اه)[\s,.!…]+(?=[\p{L}\p{N}])/iu;

/** "Ok mais non", "ouais non": after a word of assent, a no is what counts. */
const assent = /^\P{L}*[\p{L}'’]+[\s,.!…]+(?:(?:mais|but|bas|walakin|لكن|بس)[\s,]+)?/u;

/** "Ok mais c'est combien la livraison ?": what else is said comes first. */
const question =
  /[?؟]|(?<![\p{L}\p{N}])(?:mais|combien|quand|où|comment|quel(?:le)?s?|pourquoi|but|how|when|where|what|which|why|walakin|wlakin|chhal|ch7al|sh7al|bch7al|fin|fine|feen|win|wa9tach|imta|kifach|kif|wach|لكن|ولكن|بس|كم|بكم|شحال|بشحال|متى|امتى|وقتاش|اين|أين|فين|وين|كيف|كيفاش|واش|هل)(?![\p{L}\p{N}])/iu;

/** Whether a text asks something itself, so that a yes or no at its beginning may not be the answer. */
export const asksSomething = (text: string): boolean => question.test(text.normalize("NFC"));

/** The answer to a question that wants yes or no; null when the text is neither. */
export function yesOrNo(text: string, understanding: Understanding): boolean | null {
  const start = text.trim().normalize("NFC").replace(sigh, "");
  const isArabic = understanding.language === "ar";
  const isNo = (said: string): boolean => noWords.test(said) && (isArabic || !arabizi.no.test(said));
  if (isNo(start)) return false;
  if (yesWords.test(start) || (isArabic && arabizi.yes.test(text.trim())))
    return !isNo(start.replace(assent, ""));
  const [best] = understanding.intents;
  if (best && agreeing.has(best.name)) return true;
  if (best && declining.has(best.name)) return false;
  return null;
}

/** "Je confirme" and "je refuse" answer whatever wants a yes or no. */
const agreeing: ReadonlySet<string> = new Set(["answer.yes", "cod.confirm"]);
const declining: ReadonlySet<string> = new Set(["answer.no", "cod.refuse"]);

/** Nothing but a yes or a no: the name of nobody and of no place. */
export const isBareYesOrNo = (text: string): boolean =>
  [yesWords, noWords].some(
    (words) =>
      text
        .trim()
        .normalize("NFC")
        .replace(words, "")
        .replace(/[\s\p{P}]/gu, "") === "",
  );
