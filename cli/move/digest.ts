import { createHash } from "node:crypto";

/** Counts values and sums them up, in whatever order they come. */
export interface Digest {
  add(value: unknown): void;
  count(): number;
  /** The same for the same values only. */
  checksum(): string;
}

const bits = 128n;

/** A sum and not an exclusive or, in which two equal values would be as none. */
export function createDigest(): Digest {
  let count = 0;
  let sum = 0n;
  return {
    add(value) {
      count += 1;
      const hash = createHash("sha256").update(canonical(value)).digest();
      sum = BigInt.asUintN(Number(bits), sum + BigInt(`0x${hash.toString("hex", 0, Number(bits) / 8)}`));
    },
    count: () => count,
    checksum: () => sum.toString(16).padStart(Number(bits) / 4, "0"),
  };
}

/** JSON with the fields of every object in the order of their names. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}
