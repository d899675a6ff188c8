import { faultTable } from "./fault-table.ts";

const thanks = (step: string) => `thanks:\n  steps:\n    - ${step}\n`;

faultTable([
  ["an empty file", { "sequences.yaml": "# nothing yet\n" }, []],
  ["one that is done without", { "sequences.yaml": "thanks: { steps: [] }\n" }, []],
  [
    "times of a question at the door that go back",
    { "sequences.yaml": "cod: { ask: 10 min, again: 48 h, last: 24 h, end: 72 h }\n" },
    ['sequences.yaml:1:6: "cod": again, last and end come one after the other'],
  ],
  [
    "a sequence that there is not",
    { "sequences.yaml": "thankz: { steps: [] }\n" },
    ['sequences.yaml:1:1: "thankz" is not known here (did you mean "thanks"?)'],
  ],
  [
    "a time without its unit",
    { "sequences.yaml": thanks("{ after: 30, say: first, purpose: service }") },
    ['sequences.yaml:3:16: "after"'],
  ],
  [
    "a time in another unit",
    { "sequences.yaml": thanks("{ after: 2 weeks, say: first, purpose: service }") },
    ['sequences.yaml:3:16: "after": expected a time such as "30 min", "24 h" or "7 d"'],
  ],
  [
    "no purpose",
    { "sequences.yaml": thanks("{ after: 2 h, say: first }") },
    ['sequences.yaml:3:7: "purpose"'],
  ],
  [
    "words that are not there",
    { "sequences.yaml": thanks("{ after: 2 h, say: frist, purpose: service }") },
    ['sequences.yaml:3:26: there is no reply "sequence.thanks.frist"'],
  ],
  [
    "a step before the one above it",
    {
      "sequences.yaml": `${thanks("{ after: 2 h, say: first, purpose: service }")}    - { after: 1 h, say: first, purpose: service }\n`,
    },
    ['sequences.yaml:3:5: "steps": each step comes after the one before it'],
  ],
  [
    "a code that the shop does not have",
    { "sequences.yaml": thanks("{ after: 2 h, say: first, purpose: service, code: SUMMER }") },
    [
      'sequences.yaml:3:26: there is no reply "sequence.thanks.first"',
      "sequences.yaml:3:57: the shop has no code SUMMER: add it to promoCodes in shop.yaml",
    ],
  ],
]);
