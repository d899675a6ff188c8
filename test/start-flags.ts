import { readFileSync } from "node:fs";
import { join } from "node:path";

const repository = join(import.meta.dirname, "..");
const { scripts } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));
const [, ...words]: string[] = scripts.start.split(" ");

/** What `npm start` gives Node, without the operator's `.env`: a server that is measured or killed runs the same way. */
export const startFlags = words
  .slice(0, -1)
  .filter((word) => !word.startsWith("--env-file"))
  .map((word) => word.replace(/^\./, `${repository}/.`));
