/** https://github.com/lojjic/bidi-js#usage */
declare module "bidi-js" {
  interface Bidi {
    getEmbeddingLevels(text: string, direction: "ltr" | "rtl"): { levels: Uint8Array };
    /** By the index of what is mirrored. */
    getMirroredCharactersMap(text: string, levels: { levels: Uint8Array } | Uint8Array): Map<number, string>;
  }
  export default function bidiFactory(): Bidi;
}
