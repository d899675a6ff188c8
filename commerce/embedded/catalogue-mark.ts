import { createHash } from "node:crypto";
import { z } from "zod";
import { type OpenRecords, type RecordKind, StaleRecordError } from "../../models/ports/records.ts";

/** Which catalogue a shop has. The checksum is null while one is being written, and after a crash in the middle. */
const CatalogueMark = z.object({ shopId: z.string(), checksum: z.string().nullable() });
type CatalogueMark = z.infer<typeof CatalogueMark>;

const catalogueMarkKind: RecordKind<CatalogueMark, never> = {
  name: "catalogues",
  schema: CatalogueMark,
  id: (mark) => mark.shopId,
  indexes: {},
};

/** The checksum that a snapshot of the search must have to be this shop's catalogue; null: build it anew. */
export async function catalogueChecksum(records: OpenRecords, shopId: string): Promise<string | null> {
  return (await (await records(catalogueMarkKind)).get(shopId))?.doc.checksum ?? null;
}

/** Whether a catalogue was ever written whole into this shop. */
export async function hasCatalogue(records: OpenRecords, shopId: string): Promise<boolean> {
  return (await (await records(catalogueMarkKind)).get(shopId)) !== null;
}

export async function markCatalogue(
  records: OpenRecords,
  shopId: string,
  checksum: string | null,
): Promise<void> {
  await (await records(catalogueMarkKind)).replace([{ shopId, checksum }]);
}

/** Something of the catalogue was changed: it is another one for whoever keeps a copy. One being written stays so. */
export async function remarkCatalogue(records: OpenRecords, shopId: string): Promise<void> {
  const marks = await records(catalogueMarkKind);
  for (;;) {
    const mark = await marks.get(shopId);
    if (!mark || mark.doc.checksum === null) return;
    const checksum = createHash("sha256").update(`${mark.doc.checksum}+`).digest("hex");
    try {
      return await marks.save({ shopId, checksum }, mark.version);
    } catch (error) {
      if (!(error instanceof StaleRecordError)) throw error;
    }
  }
}
