import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import { readConfig } from "../bots/config.ts";
import { createLog } from "../bots/log.ts";
import { allProducts } from "../bots/shop.ts";
import { openWords } from "../bots/words.ts";
import { seedDemo } from "../commerce/embedded/demo.ts";
import type { Product } from "../models/commerce.ts";
import { openEmbeddedStore } from "../models/embedded/index.ts";
import { Language } from "../models/language.ts";
import { systemClock } from "../models/ports/clock.ts";
import type { Shop } from "../models/shop.ts";
import { CommandError } from "./api.ts";

const Line = z.object({ text: z.string(), lang: z.string().optional() });

/** `npm run nlu -- classify < in.jsonl > out.jsonl`: what the trained models make of each line. */
export async function classify(): Promise<void> {
  const config = readConfig(process.env);
  const words = await openWords({
    config: { ...config, development: false },
    keepsModel: !config.development,
    log: createLog("error"),
    onProgress: (message) => console.error(message),
  });
  words.setCatalogue(await catalogue(config.dataDir, words.shop));
  const { recogniser, shop } = words.services();
  const now = new Date();
  let count = 0;
  for await (const raw of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    count++;
    if (raw.trim() === "") continue;
    const { text, lang } = parse(raw, count);
    const locale = Language.safeParse(lang).data ?? shop.languages[0]!;
    const { language, script, intents, entities } = recogniser.understand(text, { locale, now });
    const [best = { name: "None", score: 0 }] = intents;
    process.stdout.write(
      `${JSON.stringify({ text, lang: language, script, intent: best.name, score: best.score, intents, entities })}\n`,
    );
  }
  await words.close();
}

/** The products of the shop in the data folder; while a server has it open, those of the demo. */
async function catalogue(dataDir: string, { id, currency }: Shop): Promise<Product[]> {
  const folder = await mkdtemp(join(tmpdir(), "hanout-nlu-"));
  const store = await openEmbeddedStore({ dataDir }).catch(() => {
    console.error(`The shop in ${dataDir} is open elsewhere: the names of the demo's products are used.`);
    return openEmbeddedStore({ dataDir: folder });
  });
  try {
    await seedDemo({ shopId: id, currency, records: store.records, clock: systemClock });
    return await allProducts(store.records, id);
  } finally {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function parse(raw: string, line: number): z.infer<typeof Line> {
  try {
    return Line.parse(JSON.parse(raw));
  } catch {
    throw new CommandError(
      `standard input, line ${line}: expected a JSON object with "text", such as {"text":"bonjour"}`,
    );
  }
}
