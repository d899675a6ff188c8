import { join } from "node:path";

/** Where tests keep the trained model, so that one training serves all of them. */
export const modelFolder = join(import.meta.dirname, "../node_modules/.cache/hanout");
