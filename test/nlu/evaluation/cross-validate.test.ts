import { expect, test } from "@jest/globals";
import { crossValidate } from "../../../nlu/evaluation/cross-validate.ts";
import { reportOf } from "../../../nlu/evaluation/report.ts";
import { reportPage } from "../../../nlu/evaluation/report-page.ts";
import { reportText } from "../../../nlu/evaluation/report-text.ts";
import { type TrainingPack, train } from "../../../nlu/train.ts";
import { smallCorpus } from "../corpus.ts";

test("each message is asked once, of a model that has seen neither it nor a near-duplicate", () => {
  const copies = smallCorpus.map((pack) => ({
    ...pack,
    phrases: pack.phrases.flatMap((phrase) => [phrase, { ...phrase, text: `${phrase.text} !` }]),
  }));
  const texts = (packs: readonly TrainingPack[]) =>
    packs.flatMap(({ phrases }) => phrases).map(({ text }) => text);
  const seen: Set<string>[] = [];
  const predictions = crossValidate(
    copies,
    3,
    (packs) => {
      seen.push(new Set(texts(packs)));
      return train(packs, () => {});
    },
    () => {},
  );
  expect(predictions.map(({ text }) => text).sort()).toEqual(texts(copies).sort());
  for (const { text } of predictions) {
    const other = text.endsWith(" !") ? text.slice(0, -2) : `${text} !`;
    expect(seen.filter((fold) => fold.has(text) !== fold.has(other))).toEqual([]);
  }
});

test("a report names the mistakes, in a text and in a page that shows markup as text", () => {
  const wrong = { name: "order.track", score: 0.9 };
  const report = reportOf("Some <b>messages</b>", [
    { text: "<i>hm</i>", intent: "delivery.late", language: "fr", detected: "fr", intents: [wrong] },
  ]);
  expect(reportText(report)).toContain("delivery.late → order.track");
  const page = reportPage([report], new Date("2026-05-06T10:00:00Z"));
  expect(page).toContain("&lt;i&gt;hm&lt;/i&gt;");
  expect(page).not.toContain("<i>");
  expect(page).toContain("<svg");
});
