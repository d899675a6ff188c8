import { addressIn } from "./address-parts.ts";

/** Fewer pieces are a sentence, not an address written out. */
const fewestPieces = 3;

const label = /^(?:nom|name|smiy?a|الاسم|الإسم)\s*[:：-]\s*/iu;

/** "Amina Benali", "El Mehdi Tazi", "أمينة بنعلي". */
const latinName = /^\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+){1,3}$/u;
const arabicName = /^\p{sc=Arabic}{2,}(?: \p{sc=Arabic}{2,}){1,3}$/u;

const noName =
  /^(?:bonjour|bonsoir|salut|salam|hello|hi|merci|thanks|oui|yes|ok|السلام|سلام|مرحبا|أهلا|صباح|مساء|شكرا|نعم|من|أريد|اريد|أبغى|ابغى|أبي|ابي|بغيت|عايز|ممكن|لو|الرجاء)(?![\p{L}])/iu;

/**
 * The name with which people begin who write all of their address at once: "Amina Benali, 0612345678, 12 rue des Lilas,
 * Casablanca". Null where the first piece may be anything else.
 */
export function nameIn(text: string): string | null {
  const pieces = text.split(/\s*[,،\n]\s*/).filter(Boolean);
  if (pieces.length < fewestPieces || !/[\d٠-٩]/.test(text)) return null;
  const first = pieces[0]!.trim().replace(label, "");
  const isName = (latinName.test(first) || arabicName.test(first)) && !noName.test(first);
  return isName && addressIn(first) === null ? first : null;
}
