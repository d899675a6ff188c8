import type { Understanding } from "../../models/ports/recogniser.ts";

const yesWords =
  /^(?:👍|✅|👌|💯|oui|ouii+|ouais|wi|yes|yep|yeah|yea|ok|okay|oki|sure|d'?accord|dac|daccord|parfait|exact|نعم|اي|ايه|إيه|أيوه|ايوه|ايوا|أيوا|آه|اه|واخا|تمام|موافق|اكيد|أكيد|صح|wakha|waxa|wa5a|ah|iyeh|iyyeh|eyeh|ih|naam|na3am|aywa|tamam|mwaf9)(?![\p{L}\p{N}])/iu;
const noWords =
  /^(?:👎|❌|🚫|non|nan|nn|no|nope|nah|pas du tout|لا|لأ|كلا|مش|ماشي|la|lala|makayn walo|machi)(?![\p{L}\p{N}])/iu;

/** "la" is no in Arabizi and an article in French: alone it means no only to those who write Arabic. */
const arabicOnly = /^la(?![\p{L}\p{N}])/iu;

/** The answer to a question that wants yes or no; null when the text is neither. */
export function yesOrNo(text: string, understanding: Understanding): boolean | null {
  const start = text.trim().normalize("NFC");
  if (yesWords.test(start)) return true;
  if (noWords.test(start) && (!arabicOnly.test(start) || understanding.language === "ar")) return false;
  const [best] = understanding.intents;
  if (best?.name === "answer.yes") return true;
  if (best?.name === "answer.no") return false;
  return null;
}
