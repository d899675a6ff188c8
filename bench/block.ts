import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { atMost, report } from "./figure.ts";
import { forkServer } from "./servers/fork.ts";
import { shoppers } from "./shopper.ts";

const longestTrainingMs = 120_000;
/** The request around the text takes the rest of 64 KB. */
const longest = 63 * 1024;
/** Each fills a message to the brim with what some part of the way might take badly. */
const pieces: Record<string, string> = {
  "one letter": "a",
  digits: "0612345678",
  "digits and signs": "+212 (6) 12-34.56 ",
  words: "je cherche une robe rouge taille 40 à moins de 300 dh ",
  Arabic: "أريد فستان أحمر مقاس ٤٠ ",
  Arabizi: "bghit robe 7amra taille 40 b 3ziz ",
  emoji: "👩‍👩‍👧‍👦",
  marks: "e\u0301\u0327\u0323",
  "invisible signs": "\u200f\u200b\u202e",
  "lone surrogates": "\ud800",
  addresses: "a.b@c.example ",
  "at signs": "@.",
  dates: "12/03/2026 demain lundi ",
  brackets: "{{[(<",
  spaces: " \t",
};

/** How long the event loop stands still for the worst messages, and while a changed model is swapped in. */
const localesDir = await mkdtemp(join(tmpdir(), "hanout-bench-locales-"));
await mkdir(join(localesDir, "fr/training"), { recursive: true });
const server = await forkServer("hanout", { NODE_ENV: "development", LOCALES_DIR: localesDir });
const client = shoppers(server.url);

const blocks: [name: string, ms: number][] = [];
const conversation = await client.open("fr");
for (let round = 0; round < 20; round++) await client.say(conversation, "bonjour");
for (const [name, piece] of Object.entries(pieces)) {
  await server.usage();
  await client.say(await client.open("fr"), filled(piece));
  blocks.push([name, (await server.usage()).longestBlockMs]);
}
const [worst, worstMs] = blocks.reduce((a, b) => (a[1] >= b[1] ? a : b));
console.error(blocks.map(([name, ms]) => `  ${name}: ${ms.toFixed(1)} ms`).join("\n"));

report([
  atMost(`event loop block by 64 KB (worst: ${worst})`, worstMs, 50, "ms"),
  atMost("event loop block by a model swap", await swap(), 50, "ms"),
]);
client.close();
await server.stop();
await rm(localesDir, { recursive: true });

function filled(piece: string): string {
  const bytes = Buffer.byteLength(JSON.stringify(piece)) - 2;
  return piece.repeat(Math.floor(longest / bytes));
}

/** A new phrase is trained and swapped in while shoppers are answered; it is in use once it is understood. */
async function swap(): Promise<number> {
  const phrase = "c'est le flantchou de la zoubida";
  await server.usage();
  await writeFile(join(localesDir, "fr/training/bench.yaml"), `smalltalk.thanks:\n  - ${phrase}\n`);
  const deadline = Date.now() + longestTrainingMs;
  while (Date.now() < deadline) {
    const { text } = await client.say(await client.open("fr"), phrase);
    if (/prie|plaisir/i.test(text)) return (await server.usage()).longestBlockMs;
    await sleep(100);
  }
  throw new Error(`The phrase was not in use after ${longestTrainingMs / 1000} s.`);
}
