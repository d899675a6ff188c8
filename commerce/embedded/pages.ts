import { type Product, productKind } from "../../models/commerce.ts";
import type { OpenRecords, RecordKind, Records } from "../../models/ports/records.ts";

const pageSize = 500;

/** All records of one shop, a page at a time: their ids begin with the shop's (see `inShop`). */
export async function* pagesOfShop<T>(
  records: Records<T>,
  kind: RecordKind<T>,
  shopId: string,
): AsyncGenerator<T[]> {
  const prefix = `${shopId}/`;
  let after = prefix;
  while (true) {
    const page = await records.page(after, pageSize);
    const ours = page.filter((doc) => kind.id(doc).startsWith(prefix));
    if (ours.length > 0) yield ours;
    if (page.length < pageSize || ours.length < page.length) return;
    after = kind.id(page.at(-1)!);
  }
}

/** The shop's products as the search wants them. */
export async function* catalogueOf(records: OpenRecords, shopId: string): AsyncGenerator<Product[]> {
  yield* pagesOfShop(await records(productKind), productKind, shopId);
}
