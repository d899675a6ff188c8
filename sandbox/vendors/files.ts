import { readFileSync } from "node:fs";
import type { Desk } from "../vendor.ts";

export interface ShopperFile {
  bytes: Buffer;
  contentType: string;
}

const pdf = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`;

/** What every shopper sends who sends one of these. A sticker of one pixel; of a voice message only its beginning. */
const files = {
  picture: {
    bytes: readFileSync(new URL("../../commerce/embedded/demo/images/robe-lina.jpg", import.meta.url)),
    contentType: "image/jpeg",
  },
  pdf: { bytes: Buffer.from(pdf), contentType: "application/pdf" },
  voice: { bytes: Buffer.from("OggS\0\x02"), contentType: "audio/ogg" },
  sticker: {
    bytes: Buffer.from("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA", "base64"),
    contentType: "image/webp",
  },
} satisfies Record<string, ShopperFile>;
export type FileKind = keyof typeof files;
const kinds = Object.keys(files) as FileKind[];

/** Its last digit says which file it is. */
export const newFile = (desk: Desk, kind: FileKind): number => desk.nextNumber() * 10 + kinds.indexOf(kind);

export function fileOf(id: number): ShopperFile | undefined {
  const kind = kinds[id % 10];
  return kind && files[kind];
}

/** The picture for the page, which shows the shopper's own chat. */
export const { picture } = files;
export const picturePath = "/page/picture.jpg";
