import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Language, languages } from "../models/language.ts";
import { Concepts } from "../models/locale.ts";
import { dialogWords, type MerchantDialog, MerchantDialogs } from "../models/merchant-dialog.ts";
import { Sequences, sequenceWords } from "../models/sequence/definition.ts";
import { Shop } from "../models/shop.ts";
import { Templates } from "../models/templates.ts";
import type { Report } from "./fault.ts";
import { type LanguageFiles, readEntities, readPhrases, readReplies } from "./language-files.ts";
import { didYouMean } from "./suggest.ts";
import { parseYaml, type Values, type YamlFile } from "./yaml-file.ts";
import { keysOf, parseFile } from "./zod-faults.ts";

/** The locale files of one folder. */
export interface Layer {
  dir: string;
  files: number;
  shop: { file: YamlFile; shop: Shop } | null;
  dialogs: { file: YamlFile; dialogs: MerchantDialog[] } | null;
  templates: { file: YamlFile; templates: Templates } | null;
  sequences: { file: YamlFile; sequences: Sequences } | null;
  concepts: Concepts;
  languages: Record<Language, LanguageFiles>;
}

const rootFiles = ["shop.yaml", "dialogs.yaml", "templates.yaml", "sequences.yaml", "concepts.yaml"];
const languageFiles = ["training.yaml", "entities.yaml", "replies.yaml"];

/** Reads what is there; a file that is missing is no fault of this folder alone. */
export async function readLayer(dir: string, report: Report): Promise<Layer> {
  let files = 0;
  const readText = (path: string): Promise<string> => {
    files++;
    return readFile(path, "utf8");
  };
  const readYaml = async (path: string, values: Values): Promise<YamlFile> =>
    parseYaml(path, await readText(path), values, report);

  const there = await yamlFiles(dir, rootFiles, report);
  let shop: Layer["shop"] = null;
  if (there.includes("shop.yaml")) {
    const file = await readYaml(join(dir, "shop.yaml"), "data");
    const facts = file.broken ? null : parseFile(file, Shop, keysOf(Shop), report);
    if (facts) shop = { file, shop: facts };
  }
  let dialogs: Layer["dialogs"] = null;
  if (there.includes("dialogs.yaml")) {
    const file = await readYaml(join(dir, "dialogs.yaml"), "data");
    const isEmpty = file.document.contents === null;
    const flows = file.broken ? null : isEmpty ? {} : parseFile(file, MerchantDialogs, dialogWords, report);
    const named = Object.entries(flows ?? {}).map(([name, dialog]) => ({ name, ...dialog }));
    dialogs = { file, dialogs: named };
  }

  let templates: Layer["templates"] = null;
  if (there.includes("templates.yaml")) {
    const file = await readYaml(join(dir, "templates.yaml"), "data");
    const isEmpty = file.document.contents === null;
    const read = file.broken ? null : isEmpty ? {} : parseFile(file, Templates, keysOf(Templates), report);
    templates = { file, templates: read ?? {} };
  }

  let sequences: Layer["sequences"] = null;
  if (there.includes("sequences.yaml")) {
    const file = await readYaml(join(dir, "sequences.yaml"), "data");
    const isEmpty = file.document.contents === null;
    const read = file.broken || isEmpty ? null : parseFile(file, Sequences, sequenceWords, report);
    if (read) sequences = { file, sequences: read };
  }

  let concepts: Concepts = {};
  if (there.includes("concepts.yaml")) {
    const file = await readYaml(join(dir, "concepts.yaml"), "data");
    if (!file.broken) concepts = parseFile(file, Concepts, languages, report) ?? {};
  }

  const readLanguage = async (language: Language): Promise<LanguageFiles> => {
    const folder = join(dir, language);
    const found: LanguageFiles = { phrases: [], words: [], replies: [], unreadable: [] };
    const names = await yamlFiles(folder, languageFiles, report);
    const topics = await yamlFiles(join(folder, "training"), null, report);
    for (const name of [...names, ...topics.map((topic) => join("training", topic))]) {
      const path = join(folder, name);
      if (name.startsWith("training")) {
        const phrases = readPhrases(path, await readText(path), language, report);
        if (phrases) found.phrases.push(...phrases);
        else found.unreadable.push(name);
        continue;
      }
      const file = await readYaml(path, "text");
      if (file.broken) found.unreadable.push(name);
      else if (name === "entities.yaml") found.words.push(...readEntities(file, report));
      else found.replies.push(...readReplies(file, report));
    }
    return found;
  };
  const [fr, ar, en] = [await readLanguage("fr"), await readLanguage("ar"), await readLanguage("en")];
  return { dir, files, shop, dialogs, templates, sequences, concepts, languages: { fr, ar, en } };
}

/** Names of YAML files in a folder, sorted; with `known`, others are reported: they would not be read. */
async function yamlFiles(folder: string, known: string[] | null, report: Report): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  const yaml = names.filter((name) => /\.ya?ml$/.test(name)).toSorted();
  return yaml.filter((name) => {
    if (known === null ? name.endsWith(".yaml") : known.includes(name)) return true;
    const wanted = known
      ? `${didYouMean(name, known)}: it must be one of ${known.join(", ")}`
      : ": end its name in .yaml";
    report({ file: join(folder, name), line: 1, column: 1 }, `this file is not read${wanted}`);
    return false;
  });
}
