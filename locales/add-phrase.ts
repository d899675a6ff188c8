import { mkdir, open, readFile, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isMap, isSeq, parseDocument } from "yaml";
import type { Language } from "../models/language.ts";

const header = " Phrases of this shop's own shoppers, by intent. Edit them as you like.";

/** The shop's file of phrases cannot take one more; it is left as it is. */
export class PhraseFileError extends Error {
  override readonly name = "PhraseFileError";
  constructor(path: string, what: string) {
    super(`${path}: ${what}. Mend it first: nothing was written.`);
  }
}

/**
 * Adds a phrase to the shop's own `<lang>/training.yaml`, whose comments and order stay; twice does no harm. A crash
 * leaves the former file whole.
 * @param dir the shop's folder of locale files; made when it is missing
 * @throws {PhraseFileError} when the file there is no YAML that phrases can be added to
 */
export async function addPhrase(
  dir: string,
  { language, intent, text }: { language: Language; intent: string; text: string },
): Promise<void> {
  const path = join(dir, language, "training.yaml");
  const written = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  const document = parseDocument(written);
  const [fault] = document.errors;
  if (fault) throw new PhraseFileError(path, fault.message);
  if (document.contents !== null && !isMap(document.contents))
    throw new PhraseFileError(path, "it is no list of intents with their phrases");
  if (written === "") document.commentBefore = header;
  const phrases = document.get(intent, true);
  if (phrases === undefined) document.set(intent, document.createNode([text]));
  else if (!isSeq(phrases)) throw new PhraseFileError(path, `"${intent}" is no list of phrases`);
  else if (!(phrases.toJSON() as unknown[]).includes(text)) phrases.add(document.createNode(text));
  await mkdir(dirname(path), { recursive: true });
  const file = await open(`${path}.new`, "w");
  try {
    await file.writeFile(document.toString({ lineWidth: 0 }));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
}
