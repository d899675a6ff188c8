import { readFileSync } from "node:fs";

/** A vendor's own specification, reduced to what we use; `vendors/SOURCE.md` tells where each is from. */
export const specification = (file: string) =>
  JSON.parse(readFileSync(new URL(`./vendors/${file}`, import.meta.url), "utf8"));
