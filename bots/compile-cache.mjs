import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

// Loaded before the first module of ours, by the process and by each of its threads: from the second start on none of
// them loads the compiler that strips the types, which takes 10 MB in each and time. Where the folder cannot be
// written, there is no cache. https://nodejs.org/docs/latest-v24.x/api/module.html#module-compile-cache
enableCompileCache(fileURLToPath(new URL("../node_modules/.cache/hanout", import.meta.url)));
