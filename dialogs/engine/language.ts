import type { Understanding } from "../../models/ports/recogniser.ts";
import type { Shop } from "../../models/shop.ts";
import type { DialogState } from "./state.ts";

/** From this many words on, one message is evidence enough for another language. */
const tellingWords = 3;

/**
 * Follows the shopper's language. Sticky: a short message in another language changes nothing until a second
 * one follows; Arabic script is never a mistake. Who asked for a language keeps it.
 */
export function followLanguage(state: DialogState, text: string, heard: Understanding, shop: Shop): void {
  if (tellsNoLanguage(text, heard)) return;
  const spoken = heard.language;
  if (spoken === "other" || !shop.languages.includes(spoken)) return;
  const arabizi = spoken === "ar" && heard.script === "latin";
  const answer = arabizi && shop.languages.includes(shop.arabiziAnsweredIn) ? shop.arabiziAnsweredIn : spoken;
  const evident =
    state.language === null ||
    state.spoken === spoken ||
    state.otherLanguage === spoken ||
    (spoken === "ar" && !arabizi) ||
    text.trim().split(/\s+/).length >= tellingWords;
  if (!evident) {
    state.otherLanguage = spoken;
    return;
  }
  state.language = answer;
  state.spoken = spoken;
  state.otherLanguage = null;
}

/** "STOP", "ok" and "Rabat" are written in any language. */
function tellsNoLanguage(text: string, { entities, intents, language }: Understanding): boolean {
  if (/^(?:stop|start|ok|okay|\P{L}*)$/iu.test(text.trim())) return true;
  if (/\p{Script=Arabic}/u.test(text)) return false;
  // Keyboard noise looks like Arabizi.
  if (language === "ar" && intents[0]?.name === "None" && entities.length === 0) return true;
  let rest = text;
  for (const { start, end } of [...entities].sort((a, b) => b.start - a.start))
    rest = rest.slice(0, start) + rest.slice(end);
  return !/\p{L}{2}/u.test(rest);
}
