import type { Language } from "../models/language.ts";
import type { LocalePack } from "../models/locale.ts";
import type { MerchantDialog } from "../models/merchant-dialog.ts";
import { noSequences, type Sequences } from "../models/sequence/definition.ts";
import type { Shop } from "../models/shop.ts";
import type { Templates } from "../models/templates.ts";
import { checkLayers, type Expectations } from "./check.ts";
import { type Fault, inReadingOrder, LocaleFaultsError, reportTo } from "./fault.ts";
import { readLayer } from "./layer.ts";
import { mergeLayers, toPacks } from "./merge.ts";

/** Everything that merchants wrote. */
export interface Locales {
  shop: Shop;
  packs: Record<Language, LocalePack>;
  dialogs: MerchantDialog[];
  templates: Templates;
  sequences: Sequences;
}

export interface Inspection {
  faults: Fault[];
  files: number;
  phrases: number;
  replies: number;
  /** Null when there are faults. */
  locales: Locales | null;
}

/**
 * Reads folders of locale files, later ones laid over the earlier ones, and finds all of their faults.
 * Yields between files, so that a running server answers meanwhile.
 */
export async function inspectLocales(
  dirs: readonly string[],
  expectations: Expectations = {},
): Promise<Inspection> {
  const faults: Fault[] = [];
  const layers = [];
  for (const dir of dirs) layers.push(await readLayer(dir, reportTo(faults)));
  const merged = mergeLayers(layers);
  checkLayers(layers, merged, expectations, faults);
  const packs = toPacks(merged);
  const { shop, dialogs, templates, sequences, files } = merged;
  const count = (of: (pack: LocalePack) => number): number =>
    Object.values(packs).reduce((sum, pack) => sum + of(pack), 0);
  return {
    faults: inReadingOrder(faults),
    files,
    phrases: count(({ phrases }) => phrases.length),
    replies: count(({ replies }) => Object.keys(replies).length),
    locales:
      shop && faults.length === 0
        ? {
            shop: shop.shop,
            packs,
            dialogs: dialogs?.dialogs ?? [],
            templates: templates?.templates ?? {},
            sequences: sequences?.sequences ?? noSequences,
          }
        : null,
  };
}

/** @throws {LocaleFaultsError} with every fault. */
export async function loadLocales(
  dirs: readonly string[],
  expectations: Expectations = {},
): Promise<Locales> {
  const { locales, faults } = await inspectLocales(dirs, expectations);
  if (!locales) throw new LocaleFaultsError(faults);
  return locales;
}
