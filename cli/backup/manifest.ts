import { z } from "zod";

/** The last file of a backup: an archive without it was cut off. */
export const manifestName = "manifest.json";
/** Raised when a former program could not restore what this one writes. */
export const format = 1;

export const Manifest = z.object({
  format: z.literal(format),
  createdAt: z.iso.datetime(),
  /** Of the database, with the rows of each of its tables. */
  schemaVersion: z.int().positive(),
  counts: z.record(z.string(), z.int().nonnegative()),
  files: z.array(
    z.object({
      /** Below the data folder, with slashes. */
      name: z.string().refine(isSafe, "a path that leaves the folder"),
      bytes: z.int().nonnegative(),
      sha256: z.string(),
    }),
  ),
});
export type Manifest = z.infer<typeof Manifest>;
export type ListedFile = Manifest["files"][number];

/** So much of a manifest is in every format. */
export const AnyManifest = z.object({ format: z.int() });

/** Never out of the folder, on any system. */
function isSafe(name: string): boolean {
  return name
    .split("/")
    .every((part) => part !== "" && part !== "." && part !== ".." && !/[\\:\0]/.test(part));
}
