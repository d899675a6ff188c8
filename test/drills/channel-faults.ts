import { audited, type ChannelStage, withChannel } from "./channel-stage.ts";
import type { Drill, Outcome } from "./drill.ts";
import { drillSeed, seededRandom } from "./random.ts";
import type { DrillStores } from "./stores.ts";
import type { Mode } from "./tcp-proxy.ts";
import type { VendorAnswer } from "./vendor.ts";

const taken: VendorAnswer = { status: 200 };

/** How a channel fails, until told that it is over. */
interface Fault {
  name: string;
  begin(channel: ChannelStage, random: () => number): void;
}

const answering = (name: string, answer: VendorAnswer): Fault => ({
  name,
  begin: ({ vendor }) => {
    vendor.answer = () => answer;
  },
});

const connecting = (name: string, mode: Mode): Fault => ({
  name,
  begin: ({ vendor }) => vendor.proxy.set(mode),
});

const faults: Fault[] = [
  answering("500", { status: 500 }),
  answering("no answer", "silence"),
  connecting("reset", "refuse"),
  connecting("half an answer", "cut"),
];

/** One in five, of all kinds but silence: that one costs seconds of real time. */
const random: Fault = {
  name: "random faults",
  begin({ vendor }, chance) {
    const isBad = (): boolean => chance() < 0.1;
    vendor.answer = () => (isBad() ? { status: 503 } : taken);
    vendor.proxy.choose(() => (isBad() ? (chance() < 0.5 ? "refuse" : "cut") : "pass"));
  },
};

/** Drill 8: the channel fails in every way for a minute, and in one of five requests for good. */
export const channelFaults: Drill = {
  name: "8 channel fails",
  async run(form, stores) {
    const seed = drillSeed();
    const outcomes: Outcome[] = [];
    for (const fault of faults) {
      // Each try without an answer lasts six seconds of real time: in short, one.
      const lastsMs = form === "full" ? 60_000 : fault.name === "no answer" ? 500 : 20_000;
      outcomes.push(await withFault(stores, fault, { seed, lastsMs, size: form === "full" ? 20 : 4 }));
    }
    const size = form === "full" ? 30 : 10;
    outcomes.push(await withFault(stores, random, { seed, lastsMs: Number.POSITIVE_INFINITY, size }));
    const sum = outcomes.reduce((total, one) => ({
      runs: total.runs + one.runs,
      lost: total.lost + one.lost,
      duplicated: total.duplicated + one.duplicated,
      inverted: total.inverted + one.inverted,
      faults: [...total.faults, ...one.faults],
    }));
    return { ...sum, note: `seed ${seed}` };
  },
};

const withFault = (
  stores: DrillStores,
  fault: Fault,
  { seed, lastsMs, size }: { seed: number; lastsMs: number; size: number },
): Promise<Outcome> =>
  withChannel(stores, async (channel) => {
    const { stage, vendor, clock, store } = channel;
    const names = Array.from({ length: size }, (_, i) => `shopper-${i}`);
    const keys = Array.from({ length: size }, (_, i) => `t${i}`);
    const ids = await Promise.all(names.map(channel.open));
    fault.begin(channel, seededRandom(seed));
    const endsAt = clock.now().getTime() + lastsMs;
    await channel.write(ids, keys);
    await stage.worker.idle();
    for (let wake = await store.nextWake(); wake && wake.getTime() < endsAt; wake = await store.nextWake())
      await stage.passTime();
    if (Number.isFinite(lastsMs)) {
      clock.set(new Date(Math.max(endsAt, clock.now().getTime())).toISOString());
      vendor.answer = () => taken;
      vendor.proxy.set("pass");
    }
    await channel.settle();
    const conversations = ids.map((id, i) => ({ id, name: names[i]! }));
    const counts = await audited(channel, conversations, keys);
    const dead = await store.deadLetters();
    const { proxy, tries } = vendor;
    const bitten = tries.length > ids.length * keys.length || proxy.cuts() > 0 || proxy.refusals() > 0;
    return {
      runs: ids.length * keys.length,
      ...counts,
      faults: [
        ...(dead.length === 0 ? [] : [`${fault.name}: ${dead.length} dead letters`]),
        ...(bitten ? [] : [`${fault.name}: the fault did not bite`]),
        ...Object.entries(counts).flatMap(([what, n]) => (n > 0 ? [`${fault.name}: ${n} ${what}`] : [])),
      ],
    };
  });
