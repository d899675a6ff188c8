import { createHash } from "node:crypto";
import { addPhrase } from "../locales/add-phrase.ts";
import { inShop } from "../models/commerce.ts";
import type { Clock } from "../models/ports/clock.ts";
import type { OpenRecords } from "../models/ports/records.ts";
import { Unclear, type UnclearState, unclearKind, unclearState, withSighting } from "../models/unclear.ts";
import { foldText } from "../nlu/fold.ts";
import type { Actions } from "./actions.ts";
import { changeRecord } from "./change-record.ts";
import type { UnclearMessages } from "./http/services.ts";

/** So many are kept; who writes nonsense by the thousand fills no disk. */
const mostKept = 20_000;

/** Keeps the messages that we may have misread, for people to label. */
export async function unclearActions(shopId: string, records: OpenRecords, clock: Clock): Promise<Actions> {
  const messages = await records(unclearKind);
  return {
    "nlu.noteUnclear": async (args) => {
      const unclear = Unclear.parse(args);
      const id = inShop(shopId, digestOf(unclear));
      if ((await messages.get(id)) === null && (await messages.count()) >= mostKept) return;
      await changeRecord(messages, id, (kept) => ({
        doc: withSighting(kept, { id, shopId }, unclear, clock.now()),
        value: undefined,
      }));
    },
  };
}

/** The same for whoever writes the same, whatever its capitals and accents. */
const digestOf = ({ language, text }: Unclear): string =>
  createHash("sha256")
    .update(`${language}\n${foldText(text)}`)
    .digest("hex")
    .slice(0, 32);

export interface UnclearOptions {
  shopId: string;
  records: OpenRecords;
  /** The folder that labelled messages are written into, as training phrases. */
  localesDir: string;
}

/** What people do with them. */
export async function unclearMessages({
  shopId,
  records,
  localesDir,
}: UnclearOptions): Promise<UnclearMessages> {
  const messages = await records(unclearKind);
  const settle = (id: string, state: UnclearState, label: string | null) =>
    changeRecord(messages, id, (found) =>
      found ? { doc: { ...found, state, label }, value: true } : { value: false },
    );
  return {
    async open() {
      const open = await messages.find("state", unclearState(shopId, "open"));
      return open.toSorted((a, b) => b.count - a.count || b.lastAt.localeCompare(a.lastAt));
    },
    async label(id, intent) {
      const found = await messages.get(id);
      if (!found) return false;
      const { language, text } = found.doc;
      await addPhrase(localesDir, { language, intent, text });
      return settle(id, "labelled", intent);
    },
    dismiss: (id) => settle(id, "dismissed", null),
  };
}
