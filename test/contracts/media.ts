import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { MediaStore } from "../../models/ports/media.ts";

export interface MediaUnderTest {
  media: MediaStore;
  dispose(): Promise<void>;
}

/** What every place for pictures must do. */
export function mediaContract(name: string, makeMedia: () => Promise<MediaUnderTest>): void {
  describe(`${name}: media`, () => {
    let subject: MediaUnderTest;
    beforeEach(async () => {
      subject = await makeMedia();
    });
    afterEach(() => subject.dispose());

    test("a picture comes back as it was, in its conversation only", async () => {
      const { media } = subject;
      const picture = { bytes: Buffer.alloc(700_000, "picture"), contentType: "image/png" } as const;
      const id = await media.save("amina", picture);
      expect(await media.has("amina", id)).toBe(true);
      expect(await media.read("amina", id)).toEqual(picture);
      expect(await media.has("omar", id)).toBe(false);
      expect(await media.read("omar", id)).toBeNull();
    });

    test("a document is kept with its type as well", async () => {
      const { media } = subject;
      for (const contentType of ["application/pdf", "image/heic", "image/heif"] as const) {
        const id = await media.save("amina", { bytes: Buffer.from("x"), contentType });
        expect(await media.read("amina", id)).toMatchObject({ contentType });
      }
    });

    test("under a name given to it one is kept once, also when it is saved twice at a time", async () => {
      const { media } = subject;
      const picture = { bytes: Buffer.from("again"), contentType: "image/png" } as const;
      const name = "n".repeat(32);
      const ids = await Promise.all([
        media.save("amina", picture, name),
        media.save("amina", picture, name),
        media.save("omar", { ...picture, bytes: Buffer.from("another") }, name),
      ]);
      ids.push(await media.save("amina", picture, name));
      expect(new Set(ids)).toEqual(new Set([`${name}.png`]));
      expect(await media.read("amina", ids[0]!)).toEqual(picture);
      expect((await media.read("omar", ids[0]!))?.bytes.toString()).toBe("another");
    });

    test("what was saved before an instant goes", async () => {
      const { media } = subject;
      const picture = { bytes: Buffer.from("x"), contentType: "image/png" } as const;
      const ids = [await media.save("amina", picture), await media.save("omar", picture)];
      expect(await media.expire(new Date(Date.now() - 60_000))).toBe(0);
      expect(await media.has("amina", ids[0]!)).toBe(true);
      expect(await media.expire(new Date(Date.now() + 60_000))).toBe(2);
      expect([await media.has("amina", ids[0]!), await media.has("omar", ids[1]!)]).toEqual([false, false]);
      expect(await media.expire(new Date(Date.now() + 60_000))).toBe(0);
    });

    test("names cannot be guessed, and a strange one names nothing", async () => {
      const { media } = subject;
      const picture = { bytes: Buffer.from("x"), contentType: "image/jpeg" } as const;
      const [one, two] = [await media.save("amina", picture), await media.save("amina", picture)];
      expect(one).not.toBe(two);
      expect(one).toMatch(/^[\w-]{32}\.jpg$/);
      for (const name of ["", "x", "../amina", `${one}x`, "amina/x"]) {
        expect(await media.has("amina", name)).toBe(false);
        expect(await media.read("amina", name)).toBeNull();
      }
    });
  });
}
