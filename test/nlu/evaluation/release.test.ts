import { expect, test } from "@jest/globals";
import type { Prediction } from "../../../nlu/evaluation/prediction.ts";
import { compareReleases, Release, releaseOf } from "../../../nlu/evaluation/release.ts";

const about = { checksum: "c", at: "2026-01-05T09:00:00.000Z", reason: null, broken: [] };

/** `count` messages of an intent, of which the first `right` are read rightly and the others as `as`. */
function messages(intent: string, count: number, right: number, as: string, variety = "fr"): Prediction[] {
  return Array.from({ length: count }, (_, at) => ({
    text: `${intent} ${variety} ${at}`,
    intent,
    language: "fr",
    variety,
    detected: "fr",
    intents: [{ name: at < right ? intent : as, score: 0.9 }],
  }));
}
const release = (...predictions: Prediction[][]) => releaseOf(predictions.flat(), about);

test("a release counts intents, varieties and what is out of scope apart", () => {
  const made = release(
    messages("order.track", 4, 3, "delivery.late"),
    messages("order.track", 2, 1, "None", "arabizi"),
    messages("None", 2, 1, "order.track"),
  );
  expect(made).toMatchObject({
    all: { messages: 6, right: 4 / 6 },
    outOfScope: { messages: 2, right: 0.5 },
    varieties: { fr: { messages: 4, right: 0.75 }, arabizi: { messages: 2, right: 0.5 } },
    intents: { "order.track": { messages: 6, right: 4 / 6 } },
  });
  expect(Release.parse(JSON.parse(JSON.stringify(made)))).toEqual(made);
});

test("what got too much worse keeps a model from going live; small groups and small losses do not", () => {
  const live = release(
    messages("order.track", 200, 150, "None"),
    messages("store.hours", 19, 19, "None"),
    messages("None", 100, 80, "order.track"),
  );
  expect(compareReleases(live, live).regressions).toEqual([]);
  const slightly = release(
    messages("order.track", 200, 149, "None"),
    messages("store.hours", 19, 18, "None"),
    messages("None", 100, 76, "order.track"),
  );
  expect(compareReleases(live, slightly).regressions).toEqual([]);
  const worse = release(
    messages("order.track", 200, 100, "None"),
    messages("store.hours", 19, 0, "None"),
    messages("None", 100, 60, "order.track"),
  );
  expect(compareReleases(live, worse).regressions).toEqual([
    "all intents: 77.2 % before, 45.7 % now",
    "out of scope: 80.0 % before, 60.0 % now",
    "fr: 77.2 % before, 45.7 % now",
    "order.track: 75.0 % before, 50.0 % now",
  ]);
});

test("phrases that another intent took are named; new ones and refused ones are not stolen", () => {
  const live = release(messages("order.track", 3, 3, "None"), messages("store.hours", 1, 1, "None"));
  const next = release(messages("order.track", 4, 1, "delivery.late"), messages("store.hours", 1, 0, "None"));
  expect(compareReleases(live, next).stolen).toEqual([
    { intent: "order.track", by: "delivery.late", phrases: ["order.track fr 1", "order.track fr 2"] },
  ]);
});

test("intents and varieties that only one of them has are not compared", () => {
  const live = release(messages("order.track", 30, 30, "None"));
  const next = release(messages("store.hours", 30, 30, "None", "ar"));
  expect(compareReleases(live, next).figures.map(({ name }) => name)).toEqual([
    "all intents",
    "out of scope",
  ]);
});

test("a transcript that went as written before and no longer does keeps a model from going live", () => {
  const wrong = (name: string) => ({ name, reason: "line 3: nothing was said" });
  const live = { ...release(), broken: [wrong("a.fr.chat: long wrong")] };
  const next = { ...live, broken: [...live.broken, wrong("b.fr.chat: wrong now")] };
  expect(compareReleases(live, live).regressions).toEqual([]);
  expect(compareReleases(live, next).regressions).toEqual([
    "transcript broken: b.fr.chat: wrong now, line 3: nothing was said",
  ]);
});
