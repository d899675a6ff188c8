import { expect, test } from "@jest/globals";
import { visualRuns } from "../../../bots/documents/visual-runs.ts";

const seen = (text: string, direction: "ltr" | "rtl") => visualRuns(text, direction).map((run) => run.text);

test("a number in Arabic stands to the left of the words before it", () => {
  expect(visualRuns("الفاتورة رقم 10042", "rtl")).toEqual([
    { text: "10042", direction: "ltr" },
    { text: "الفاتورة رقم ", direction: "rtl" },
  ]);
});

test("French within Arabic is read from the left, in its place", () => {
  expect(seen("شركة Dar Lina في الرباط", "rtl")).toEqual([" في الرباط", "Dar Lina", "شركة "]);
});

test("Arabic within French stands in its place", () => {
  expect(seen("Rue محمد الخامس, 12", "ltr")).toEqual(["Rue ", "12", "محمد الخامس, "]);
});

test("brackets are turned round with what they hold", () => {
  expect(seen("فستان (أحمر)", "rtl")).toEqual(["فستان )أحمر("]);
});

test("a sign stays before its number after a mark, which is not written", () => {
  expect(seen("\u200e-47 درهم", "rtl")).toEqual([" درهم", "-47"]);
});
