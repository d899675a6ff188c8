import { withChannel } from "./channel-stage.ts";
import type { Drill, Outcome } from "./drill.ts";
import type { DrillStores } from "./stores.ts";
import type { VendorAnswer } from "./vendor.ts";

/** Drill 10: what a vendor refuses for good, and what nobody understands. */
export const deadLetters: Drill = {
  name: "10 dead letters",
  async run(form, stores) {
    const size = form === "full" ? 50 : 4;
    const refused = await failing(stores, size, { status: 400 }, 1);
    const unknown = await failing(stores, size, "nonsense", 8);
    return {
      runs: refused.runs + unknown.runs,
      lost: refused.lost + unknown.lost,
      duplicated: refused.duplicated + unknown.duplicated,
      inverted: refused.inverted + unknown.inverted,
      faults: [...refused.faults, ...unknown.faults],
    };
  },
};

/** The second of three messages fails: it dies after so many tries, the third goes out, and a replay delivers it. */
const failing = (
  stores: DrillStores,
  size: number,
  answer: VendorAnswer,
  mostTries: number,
): Promise<Outcome> =>
  withChannel(stores, async (channel) => {
    const { store, vendor, clock } = channel;
    const what = answer === "nonsense" ? "an unknown error" : `status ${JSON.stringify(answer)}`;
    const bad = "echo: t1";
    const names = Array.from({ length: size }, (_, i) => `shopper-${i}`);
    const ids = await Promise.all(names.map(channel.open));
    vendor.answer = (_, text) => (text === bad ? answer : { status: 200 });
    await channel.write(ids, ["t0", "t1", "t2"]);
    await channel.settle();

    const delivered = (text: string): number =>
      vendor.tries.filter((each) => each.isTaken && each.text === text).length;
    const triesOf = (name: string): number =>
      vendor.tries.filter(({ conversation, text }) => conversation === name && text === bad).length;
    const goneOn = delivered("echo: t2");
    const wrong = names.filter((name) => triesOf(name) !== mostTries);
    const dead = await store.deadLetters(size + 1);
    vendor.answer = () => ({ status: 200 });
    for (const { id } of dead) await store.retryDeadLetter(id, clock.now());
    await channel.settle();
    const missing = ["echo: t0", bad, "echo: t2"].map((text) => size - delivered(text));
    return {
      runs: size,
      lost: missing.filter((n) => n > 0).reduce((sum, n) => sum + n, 0),
      duplicated: missing.filter((n) => n < 0).reduce((sum, n) => sum - n, 0),
      inverted: 0,
      faults: [
        ...(wrong.length === 0
          ? []
          : [
              `${what}: ${triesOf(wrong[0]!)} tries in ${wrong.length} conversations, where ${mostTries} were to be`,
            ]),
        ...(goneOn === size ? [] : [`${what}: ${size - goneOn} conversations did not go on`]),
        ...(dead.length === size ? [] : [`${what}: ${dead.length} dead letters of ${size}`]),
      ],
    };
  });
