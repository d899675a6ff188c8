import { CommandError, runCommand } from "./api.ts";

const usage = `npm run nlu -- classify < in.jsonl > out.jsonl   (lines {"text":…, "lang"?:…})
npm run nlu -- review [label ID INTENT | dismiss ID]
                                                   (what was not understood, and what it meant)
npm run nlu -- release [--reason TEXT]             (compared with what is live; goes live unless it is worse)
npm run nlu -- evaluate                            (cross-validation; a page under DATA_DIR/reports)
npm run nlu -- benchmark DIR [--sample N] [--engine nlpjs]
                                                   (files <set>__<lang>.jsonl of {"text","intent","lang","split"})`;

/** `npm run nlu -- <command>`: asks, measures and compares what the trained models understand. */
await runCommand(async () => {
  const [command, ...options] = process.argv.slice(2);
  if (command === "classify") await (await import("./nlu-classify.ts")).classify();
  else if (command === "review") await (await import("./nlu-review.ts")).review(options);
  else if (command === "release") await (await import("./nlu-release.ts")).release(options);
  else if (command === "evaluate") await (await import("./nlu-evaluate.ts")).evaluate();
  else if (command === "benchmark") await (await import("./nlu-benchmark.ts")).benchmarkFolder(options);
  else throw new CommandError(usage);
});
