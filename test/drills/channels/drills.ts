import { type Count, count, sumOf } from "../audit.ts";
import type { Drill, Form, Outcome } from "../drill.ts";
import { noneLost } from "../drill.ts";
import { oddTexts } from "../odd-texts.ts";
import { drillSeed, seededRandom } from "../random.ts";
import type { DrillStores } from "../stores.ts";
import type { Rig, Said } from "./rig.ts";
import { type RigStage, rigs, withRig } from "./stage.ts";

const minuteMs = 60_000;

/** The same drill on every channel: its figures added up, its faults by channel. */
function onEveryChannel(
  name: string,
  run: (stage: RigStage, rig: Rig, form: Form, stores: DrillStores) => Promise<Outcome>,
): Drill {
  return {
    name: `${name}, on every channel`,
    async run(form, stores) {
      const outcomes: Outcome[] = [];
      for (const rig of rigs) {
        const outcome = await withRig(stores, rig, (stage) => run(stage, rig, form, stores));
        outcomes.push({ ...outcome, faults: outcome.faults.map((fault) => `${rig.name}: ${fault}`) });
      }
      return outcomes.reduce((sum, one) => ({
        runs: sum.runs + one.runs,
        lost: sum.lost + one.lost,
        duplicated: sum.duplicated + one.duplicated,
        inverted: sum.inverted + one.inverted,
        faults: [...sum.faults, ...one.faults],
      }));
    },
  };
}

const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

/** What the store has of these shoppers, and what they got of it at their vendor. */
async function counted(stage: RigStage, shoppers: number, ids: readonly number[]): Promise<Count> {
  const counts = await Promise.all(
    upTo(shoppers).map(async (shopper): Promise<Count> => {
      const { id, events } = await stage.kept(shopper);
      if (id === null) return { lost: ids.length, duplicated: 0, inverted: 0 };
      const stored = await count(
        stage.store,
        id,
        events.map(({ key }) => key),
      );
      const words = stage.got
        .filter((one) => one.shopper === shopper)
        .flatMap(({ text }) => [...text.matchAll(/t(\d+)/g)].map(([, n]) => Number(n)));
      return {
        lost: stored.lost + ids.filter((n) => !words.includes(n)).length,
        duplicated: stored.duplicated + words.length - new Set(words).size,
        inverted: stored.inverted + words.filter((n, at) => at > 0 && n < words[at - 1]!).length,
      };
    }),
  );
  return sumOf(counts);
}

const said = (stage: RigStage, shopper: number, id: number, text = `t${id}`): Said => ({
  shopper,
  id,
  text,
  at: stage.clock.now(),
});

/** Drill 2: each call comes five times, in sequence and at once, at two workers; several shoppers in a call. */
export const channelRedelivery = onEveryChannel("2 each call five times", async (stage, rig, form) => {
  const [shoppers, messages] = form === "full" ? [25, 80] : [4, 5];
  for (const id of upTo(messages)) {
    const all = upTo(shoppers).map((shopper) => said(stage, shopper, id));
    await stage.tell(all);
    for (const call of rig.calls(all)) {
      await stage.receive(call, 1);
      await Promise.all(([0, 1, 0] as const).map((worker) => stage.receive(call, worker)));
    }
    await stage.settle();
  }
  return { runs: shoppers * messages, ...(await counted(stage, shoppers, upTo(messages))), faults: [] };
});

/** Drill 8: the vendor fails for a minute in every way, and one of five requests at random. */
export const channelOutages = onEveryChannel("8 vendor fails", async (stage, rig, form) => {
  const [shoppers, messages] = form === "full" ? [20, 10] : [3, 4];
  const chance = seededRandom(drillSeed());
  const startsAt = stage.clock.now().getTime();
  const deeds = [rig.failing, "cut", "taken and cut"] as const;
  stage.act = ({ shopper }) => {
    const isDown = stage.clock.now().getTime() - startsAt < minuteMs;
    const isBad = shopper % 2 === 0 ? isDown : chance() < 0.2;
    const deed = deeds[Math.floor(chance() * deeds.length)]!;
    if (!isBad) return rig.taken(stage.got.length + 1);
    // Telegram neither tells afterwards what it took, nor knows our key again: there such a message shows twice.
    return deed === "taken and cut" && !rig.echo && !rig.dedupes ? "cut" : deed;
  };
  for (const id of upTo(messages)) {
    await stage.tell(upTo(shoppers).map((shopper) => said(stage, shopper, id)));
    if (id % 3 === 2) await stage.settle();
  }
  await stage.settle();
  const dead = await stage.store.deadLetters();
  return {
    runs: shoppers * messages,
    ...(await counted(stage, shoppers, upTo(messages))),
    faults: dead.length > 0 ? [`${dead.length} dead letters: ${dead[0]!.lastError}`] : [],
  };
});

/** Drill 9: the vendor says how long to wait. */
export const channelThrottle = onEveryChannel("9 vendor says wait", async (stage, rig) => {
  const retryAfterS = 45;
  let refusals = 3;
  stage.act = () => (refusals-- > 0 ? rig.throttled(retryAfterS) : rig.taken(stage.got.length + 1));
  await stage.tell([said(stage, 0, 0)]);
  await stage.settle();
  await stage.tell([said(stage, 0, 1)]);
  await stage.settle();
  const pauses = stage.tries.slice(1, 4).map(({ at }, i) => at - stage.tries[i]!.at);
  const wrong = pauses.filter((ms) => Math.abs(ms - retryAfterS * 1000) > 1_000);
  return {
    runs: stage.tries.length,
    ...(await counted(stage, 1, [0, 1])),
    faults: [
      ...wrong.map((ms) => `tried again after ${ms} ms, told ${retryAfterS} s`),
      ...(pauses.length === 3 ? [] : [`${pauses.length} pauses, where 3 were to be`]),
    ],
  };
});

/** Drill 10: what the vendor refuses for good is given up at once; what fails for ever, after eight tries; both can be sent again. */
export const channelDeadLetters = onEveryChannel("10 dead letters", async (stage, rig) => {
  const faults: string[] = [];
  const cases = [
    ["refused", rig.refused, 1],
    ["failing", rig.failing, 8],
  ] as const;
  for (const [shopper, [what, answer, mostTries]] of cases.entries()) {
    stage.act = ({ text }) => (text.includes("t1") ? answer : rig.taken(stage.got.length + 1));
    for (const id of [0, 1, 2]) {
      await stage.tell([said(stage, shopper, id)]);
      await stage.settle();
    }
    const tries = stage.tries.filter((one) => one.shopper === shopper && one.text.includes("t1")).length;
    if (tries !== mostTries) faults.push(`${what}: ${tries} tries, where ${mostTries} were to be`);
    const goneOn = stage.got.some((one) => one.shopper === shopper && one.text.includes("t2"));
    if (!goneOn) faults.push(`${what}: the conversation did not go on`);
    stage.act = () => rig.taken(stage.got.length + 1);
    for (const { id } of await stage.store.deadLetters())
      await stage.store.retryDeadLetter(id, stage.clock.now());
    await stage.settle();
    const texts = stage.got.filter((one) => one.shopper === shopper).map(({ text }) => text);
    const missing = ["t0", "t1", "t2"].filter(
      (word) => texts.filter((text) => text.includes(word)).length !== 1,
    );
    if (missing.length > 0) faults.push(`${what}: ${missing.join(", ")} did not arrive once`);
  }
  return { runs: cases.length, ...noneLost, faults };
});

/** Drill 13: calls that the vendor did not sign. */
export const channelForgeries = onEveryChannel("13 forged calls", async (stage, rig) => {
  const faults: string[] = [];
  const texts = ["où est ma commande ?", "أين طلبي؟", "👗 t1"];
  let runs = 0;
  for (const [id, text] of texts.entries()) {
    const good = rig.calls([said(stage, 0, id, text)])[0]!;
    for (const [what, call] of rig.forged(good)) {
      runs += 1;
      if (await stage.receive(call)) faults.push(`${what}: taken`);
    }
  }
  const { id } = await stage.kept(0);
  if (id !== null) faults.push("a forged call left something behind");
  await stage.tell([said(stage, 0, 0, texts[1]!)]);
  await stage.settle();
  if ((await stage.kept(0)).events.length !== 1) faults.push("the vendor's own call was not taken");
  return { runs, ...noneLost, faults };
});

/** Drill 14: calls come again after ten minutes, and after much was said. */
export const channelReplay = onEveryChannel("14 replay", async (stage, rig, form) => {
  const messages = form === "full" ? 300 : 80;
  const first = [said(stage, 0, 0)];
  const old = rig.calls(first);
  await stage.tell(first);
  await stage.settle();
  stage.clock.advance(10 * minuteMs);
  const faults: string[] = [];
  const again = async (when: string): Promise<void> => {
    // Who signs the time as well refuses an old call, which is as good.
    for (const call of old) await stage.receive(call, 1);
    await stage.settle();
    const times = stage.got.filter(({ text }) => /t0(?!\d)/.test(text)).length;
    if (times !== 1) faults.push(`${when}: answered ${times} times`);
  };
  await again("after ten minutes");
  for (const id of upTo(messages).slice(1)) {
    await stage.tell([said(stage, 0, id)]);
    if (id % 20 === 0) await stage.settle();
  }
  await stage.settle();
  await again("after much was said");
  return { runs: messages, ...(await counted(stage, 1, upTo(messages))), faults };
});

/** Drill 17: what keyboards can put into a text is kept to the character. */
export const channelUnicode = onEveryChannel("17 Unicode", async (stage, rig) => {
  const faults: string[] = [];
  const texts = oddTexts.filter((text) => rig.keeps(text));
  for (const [id, text] of texts.entries()) {
    if (!(await stage.tell([said(stage, id, 0, text)])))
      faults.push(`refused: ${JSON.stringify(text.slice(0, 40))}`);
    await stage.settle();
    const { events } = await stage.kept(id);
    // The subject of an e-mail stands before its words.
    if (events[0]?.text?.endsWith(text) !== true)
      faults.push(`kept ${JSON.stringify(events[0])?.slice(0, 80)} of ${JSON.stringify(text.slice(0, 40))}`);
  }
  return { runs: texts.length, ...noneLost, faults };
});
