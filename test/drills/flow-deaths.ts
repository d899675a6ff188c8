import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { openPlayer } from "../../bots/transcripts/play.ts";
import { parseScripts, type Script } from "../../bots/transcripts/script.ts";
import { type OpenStage, openStage } from "../conversations/stage.ts";
import { type Drill, noneLost } from "./drill.ts";
import { mortalStage } from "./mortal-stage.ts";

/** By file of `chats/`, without `.en.chat`: conversations that between them make every call that a flow can make. */
const conversations: Record<string, string[]> = {
  "abandoned-cart": ["Who has not asked for news gets one reminder, and may ask for more"],
  "after-purchase": ["A low mark is for a person"],
  "back-in-stock": ["Asked for in words"],
  checkout: ["A reservation becomes the order's", "Sold meanwhile"],
  cod: [
    "Another phone number",
    "Taken after all, but it is sold out: a person",
    "Unprompted, from the number of the order",
  ],
  complaint: ["A visitor's broken article", "The wrong article: the right one is put aside"],
  "delivery-day": ["A day in words"],
  exchange: [
    "Nothing else is left: the money instead",
    "Sold out: what there is instead; a minute later the shopper keeps it",
  ],
  feedback: ["Asked after a person has handed back"],
  "not-understood": ["Once, then on we go"],
  "opt-out": ["STOP in the middle of a question"],
  "order-address": ["Everything at once, in the same city"],
  "order-cancel": ["Why, in the same breath as yes"],
  "order-invoice": ["Proven first"],
  "order-item": ["Another size, at once"],
  "order-news": ["Ordered here by card: paid, sent, delivered, each told once"],
  privacy: ["What is kept: proven by an order"],
  reservation: ["Cancelled in words", "One article, put aside, prolonged once, reminded of, over"],
  return: ["All is said at once; a minute later the shopper keeps it", "Days later the shopper keeps it"],
  service: ["A card that is refused: a new link"],
};

/** In short one death in so many writes, each time others. */
const strideInShort = 8;

/**
 * Drill 1 through the flows that sell: the server dies after each write of a conversation. The shopper is told the same, for
 * the script says so, and what is kept is the same in the end.
 */
export const flowDeaths: Drill = {
  name: "1c death after each write of a flow",
  only: { store: "embedded", because: "the conversations are played in this process" },
  async run(form) {
    const stage = await openStage();
    const faults: string[] = [];
    let runs = 0;
    try {
      for (const [at, { name, script }] of scripts().entries()) {
        // The first time counts the writes, and warms what is learned once.
        const { writes } = await lived(script, Number.POSITIVE_INFINITY, stage);
        const calm = await lived(script, Number.POSITIVE_INFINITY, stage);
        const stride = form === "full" ? 1 : strideInShort;
        for (let write = 1 + (at % stride); write <= writes; write += stride) {
          runs++;
          const cut = await lived(script, write, stage).catch(({ message }: Error) => ({ left: [message] }));
          if (isDeepStrictEqual(cut.left, calm.left)) continue;
          const more = cut.left.filter((line) => !calm.left.includes(line));
          faults.push(
            `${name}, death after write ${write} of ${writes}: ${more.join(" ") || "something is missing"}`,
          );
        }
      }
    } finally {
      await stage.close();
    }
    return { runs, ...noneLost, faults };
  },
};

const scripts = (): { name: string; script: Script }[] =>
  Object.entries(conversations).flatMap(([file, titles]) => {
    const url = new URL(`../conversations/chats/${file}.en.chat`, import.meta.url);
    const all = parseScripts(readFileSync(url, "utf8"));
    return titles.map((title) => {
      const script = all.find((one) => one.title === title);
      if (!script) throw new Error(`${file}.en.chat has no conversation "${title}"`);
      return { name: `${file}: ${title}`, script };
    });
  });

/** What a conversation leaves behind, and by how many writes. */
async function lived(script: Script, dyingAfter: number, stage: OpenStage) {
  await stage.begin();
  const mortal = await mortalStage(stage, dyingAfter);
  const player = await openPlayer(mortal.stage, script);
  try {
    await player.run(script);
    return { left: (await mortal.left()).map(withoutChance), writes: mortal.writes() };
  } finally {
    await player.giveBack();
    await mortal.close();
  }
}

/** Without secrets, numbers by chance, and the sums of what names this conversation; times to the minute. */
const withoutChance = (line: string): string =>
  line
    .replace(/S-\d+/g, "S-…")
    .replace(/"(linkSecret|checksum|hash)":"[^"]+"/g, '"$1":"…"')
    .replace(/"silentHours":[\d.]+/g, '"silentHours":…')
    .replace(/(T\d\d:\d\d):\d\d\.\d{3}Z/g, "$1Z");
