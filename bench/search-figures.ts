import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { atMost, forComparison, report } from "./figure.ts";

interface Measured {
  openMs: number;
  addedMb: number;
  p95Ms: number;
}

/** The figures of `search.ts`: the worse of an index just built and one loaded from its snapshot. */
const printed = execFileSync(process.execPath, [join(import.meta.dirname, "search.ts")], {
  encoding: "utf8",
});
const { built, loaded } = JSON.parse(printed) as { built: Measured; loaded: Measured };
report([
  atMost("search in 100,000 products, p95", Math.max(built.p95Ms, loaded.p95Ms), 25, "ms"),
  atMost("memory it adds", Math.max(built.addedMb, loaded.addedMb), 300, "MB"),
  forComparison("building the index", built.openMs, "ms"),
  forComparison("loading its snapshot", loaded.openMs, "ms"),
]);
