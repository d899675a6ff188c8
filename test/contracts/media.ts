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
