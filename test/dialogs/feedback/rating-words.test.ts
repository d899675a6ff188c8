import { expect, test } from "@jest/globals";
import { markIn, parseMark } from "../../../dialogs/feedback/rating-words.ts";

test.each([
  ["5/5", "5"],
  ["je mets 4 étoiles", "4"],
  ["10 sur 10 !", "5"],
  ["2 out of 10", "1"],
  ["⭐⭐⭐ bien", "3"],
  ["أعطيكم ٤ من ٥", "4"],
  ["3 njoum", "3"],
  ["12/10", null],
  ["la robe en 38", null],
  ["4", null],
])("the mark in %s: %s", (text, mark) => {
  expect(markIn(text)).toBe(mark);
});

test.each([
  ["4", "4"],
  ["٥", "5"],
  ["quatre", "4"],
  ["خمسة", "5"],
  ["⭐", "1"],
  ["6", null],
  ["bof", null],
])("asked for it, %s is %s", (text, mark) => {
  expect(parseMark(text)).toBe(mark);
});
