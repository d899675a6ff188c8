import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { z } from "zod";
import {
  type OpenRecords,
  type RecordKind,
  type Records,
  StaleRecordError,
} from "../../models/ports/records.ts";

export interface RecordsUnderTest {
  records: OpenRecords;
  dispose(): Promise<void>;
}

const Book = z.object({
  id: z.string().min(1),
  title: z.string(),
  tags: z.array(z.string()),
});
type Book = z.infer<typeof Book>;

export const bookKind: RecordKind<Book, "tag"> = {
  name: "books",
  schema: Book,
  id: (book) => book.id,
  indexes: { tag: (book) => book.tags },
};

export const book = (id: string, title = id, tags: string[] = []): Book => ({ id, title, tags });

/** What every implementation of the records port must do. */
export function recordsContract(name: string, makeRecords: () => Promise<RecordsUnderTest>): void {
  describe(`${name}: records`, () => {
    let subject: RecordsUnderTest;
    let books: Records<Book, "tag">;
    beforeEach(async () => {
      subject = await makeRecords();
      books = await subject.records(bookKind);
    });
    afterEach(() => subject.dispose());

    const ids = (found: Book[]): string[] => found.map(({ id }) => id);

    test("nothing is there at first", async () => {
      expect(await books.get("1")).toBeNull();
      expect(await books.getMany(["1"])).toEqual([]);
      expect(await books.find("tag", "new")).toEqual([]);
      expect(await books.page(null, 10)).toEqual([]);
      expect(await books.count()).toBe(0);
      expect(await books.remove("1")).toBe(false);
    });

    test("a record comes back as it was saved, with its version", async () => {
      const strange = book("1", "a\0b \ud800 مرحبا 👩‍👩‍👧 '; --", ["x"]);
      await books.save(strange, 0);
      expect(await books.get("1")).toEqual({ doc: strange, version: 1 });
      await books.save(book("1", "second"), 1);
      expect(await books.get("1")).toEqual({ doc: book("1", "second"), version: 2 });
    });

    test("a save on an older version is refused and changes nothing", async () => {
      await books.save(book("1", "first"), 0);
      await expect(books.save(book("1", "created again"), 0)).rejects.toBeInstanceOf(StaleRecordError);
      await expect(books.save(book("1", "from the future"), 2)).rejects.toBeInstanceOf(StaleRecordError);
      await expect(books.save(book("2", "never was"), 1)).rejects.toBeInstanceOf(StaleRecordError);
      expect(await books.get("1")).toEqual({ doc: book("1", "first"), version: 1 });
      expect(await books.get("2")).toBeNull();
    });

    test("of many saves at once on one version, one wins", async () => {
      const saves = await Promise.allSettled(
        Array.from({ length: 10 }, (_, i) => books.save(book("1", `try ${i}`), 0)),
      );
      expect(saves.filter((save) => save.status === "fulfilled")).toHaveLength(1);
      expect((await books.get("1"))?.version).toBe(1);
    });

    test("a record that does not fit its kind is refused", async () => {
      await expect(books.save(book(""), 0)).rejects.toThrow();
      await expect(books.replace([book("1"), book("")])).rejects.toThrow();
      expect(await books.count()).toBe(0);
    });

    test("getMany gives those that exist, in the order asked for", async () => {
      await books.replace([book("1"), book("2"), book("3")]);
      expect(ids(await books.getMany(["3", "x", "1"]))).toEqual(["3", "1"]);
    });

    test("find follows every change of the values", async () => {
      await books.replace([book("2", "b", ["new", "red"]), book("1", "a", ["new"]), book("3", "c", [])]);
      expect(ids(await books.find("tag", "new"))).toEqual(["1", "2"]);
      expect(ids(await books.find("tag", "new", 1))).toEqual(["1"]);
      expect(ids(await books.find("tag", "red"))).toEqual(["2"]);
      await books.save(book("2", "b", ["old", "red", "red"]), 1);
      expect(ids(await books.find("tag", "new"))).toEqual(["1"]);
      expect(ids(await books.find("tag", "old"))).toEqual(["2"]);
      expect(ids(await books.find("tag", "red"))).toEqual(["2"]);
      await books.remove("2");
      expect(await books.find("tag", "old")).toEqual([]);
    });

    test("replace writes over what was there, and its version goes on", async () => {
      await books.save(book("1", "first"), 0);
      await books.replace([book("1", "second"), book("2")]);
      expect(await books.get("1")).toEqual({ doc: book("1", "second"), version: 2 });
      await expect(books.save(book("1", "third"), 1)).rejects.toBeInstanceOf(StaleRecordError);
      expect(await books.count()).toBe(2);
    });

    test("pages go through all records once, in the order of their ids", async () => {
      const all = Array.from({ length: 25 }, (_, i) => book(`b${String(i).padStart(2, "0")}`));
      await books.replace(all.toReversed());
      const seen: string[] = [];
      let after: string | null = null;
      for (let page = await books.page(after, 10); page.length > 0; page = await books.page(after, 10)) {
        seen.push(...ids(page));
        after = seen.at(-1)!;
      }
      expect(seen).toEqual(ids(all));
    });

    test("removed is gone, and may be saved anew", async () => {
      await books.save(book("1"), 0);
      expect(await books.remove("1")).toBe(true);
      expect(await books.get("1")).toBeNull();
      await books.save(book("1", "anew"), 0);
      expect((await books.get("1"))?.doc.title).toBe("anew");
    });

    test("kinds do not see each other, and opening a kind again finds its records", async () => {
      const papers = await subject.records({ ...bookKind, name: "papers" });
      await books.save(book("1", "book", ["new"]), 0);
      await papers.save(book("1", "paper", ["new"]), 0);
      expect((await books.find("tag", "new")).map(({ title }) => title)).toEqual(["book"]);
      expect(await papers.count()).toBe(1);
      const again = await subject.records(bookKind);
      expect((await again.get("1"))?.doc.title).toBe("book");
    });
  });
}
