import { type Language, languages } from "../models/language.ts";
import type { Concepts, ConceptWords, EntityWords, LocalePack } from "../models/locale.ts";
import type { LanguageFiles, PlacedPhrase, WordList } from "./language-files.ts";
import type { Layer } from "./layer.ts";
import { sameText } from "./same-text.ts";
import type { PlacedText, TextList } from "./text-lists.ts";

/**
 * A shop's folders laid over each other, the later ones on top: replies replace those of the same key, a
 * phrase moves to the intent it has on top, words are added before the others, so that the first one says
 * how the shop calls the thing; shop.yaml, dialogs.yaml, templates.yaml and sequences.yaml are replaced as a whole.
 */
export function mergeLayers(layers: Layer[]): Layer {
  const last = <T>(pick: (layer: Layer) => T | null): T | null =>
    layers.map(pick).findLast((found) => found !== null) ?? null;
  const [fr, ar, en] = [
    mergeLanguage(layers, "fr"),
    mergeLanguage(layers, "ar"),
    mergeLanguage(layers, "en"),
  ];
  return {
    dir: layers[0]?.dir ?? "",
    files: layers.reduce((sum, { files }) => sum + files, 0),
    shop: last(({ shop }) => shop),
    dialogs: last(({ dialogs }) => dialogs),
    templates: last(({ templates }) => templates),
    sequences: last(({ sequences }) => sequences),
    concepts: mergeConcepts(layers),
    languages: { fr, ar, en },
  };
}

/** A shop's words are added to those of the same notion below. */
function mergeConcepts(layers: Layer[]): Concepts {
  const merged: Concepts = {};
  for (const { concepts } of layers) {
    for (const [concept, words] of Object.entries(concepts)) {
      const below = merged[concept] ?? {};
      merged[concept] = Object.fromEntries(
        languages.map((language) => [language, [...(below[language] ?? []), ...(words[language] ?? [])]]),
      );
    }
  }
  return merged;
}

function mergeLanguage(layers: Layer[], language: Language): LanguageFiles {
  const parts = layers.map((layer) => layer.languages[language]);
  return {
    phrases: mergePhrases(parts.map(({ phrases }) => phrases)),
    words: mergeWords(parts.flatMap(({ words }) => words)),
    replies: [
      ...new Map(parts.flatMap(({ replies }) => replies).map((reply) => [reply.key, reply])).values(),
    ],
    unreadable: parts.flatMap(({ unreadable }) => unreadable),
  };
}

function mergePhrases([ours = [], ...layers]: PlacedPhrase[][]): PlacedPhrase[] {
  return layers.reduce((below, phrases) => {
    const above = phrases.map((phrase) => ({ ...phrase, own: true as const }));
    const taken = new Set(above.map(({ text }) => sameText(text)));
    const kept = taken.size > 0 ? below.filter(({ text }) => !taken.has(sameText(text))) : below;
    return [...kept, ...above];
  }, ours);
}

function mergeWords(lists: WordList[]): WordList[] {
  const merged = new Map<string, WordList>();
  for (const list of lists) {
    const name = `${list.kind}/${list.key}`;
    const below = merged.get(name)?.texts ?? [];
    const isNew = ({ text }: PlacedText): boolean => !list.texts.some((word) => word.text === text);
    merged.set(name, { ...list, texts: [...list.texts, ...below.filter(isNew)] });
  }
  return [...merged.values()];
}

/** What the rest of the program reads, without places. */
export function toPacks(merged: Layer): Record<Language, LocalePack> {
  const packs = languages.map((language): [Language, LocalePack] => {
    const { phrases, words, replies } = merged.languages[language];
    return [
      language,
      {
        language,
        phrases: phrases.map(({ intentPlace: _, column: __, ...phrase }) => phrase),
        words: toWords(words),
        concepts: conceptsIn(merged.concepts, language),
        replies: toTexts(replies),
      },
    ];
  });
  return Object.fromEntries(packs) as Record<Language, LocalePack>;
}

const conceptsIn = (concepts: Concepts, language: Language): ConceptWords =>
  Object.fromEntries(Object.entries(concepts).map(([concept, words]) => [concept, words[language] ?? []]));

function toWords(lists: WordList[]): EntityWords {
  const words: EntityWords = { color: {}, size: {}, category: {}, city: {} };
  for (const { kind, key, texts } of lists) words[kind][key] = texts.map(({ text }) => text);
  return words;
}

const toTexts = (lists: TextList[]): Record<string, string[]> =>
  Object.fromEntries(lists.map(({ key, texts }) => [key, texts.map(({ text }) => text)]));
