import { expect, test } from "@jest/globals";
import { formatFault } from "../../locales/fault.ts";
import { inspectLocales } from "../../locales/load.ts";
import { faultTable } from "./fault-table.ts";
import { goodFile, goodLocales } from "./files.ts";

const frReplies = (line: string): string => `${goodFile("fr/replies.yaml")}${line}\n`;
const inAll = (line: string): Record<string, string> =>
  Object.fromEntries(
    ["fr", "ar", "en"].map((l) => [`${l}/replies.yaml`, `${goodFile(`${l}/replies.yaml`)}${line}\n`]),
  );

faultTable([
  [
    "a reply missing in two languages",
    { "fr/replies.yaml": frReplies("new: Nouveau") },
    [
      'ar/replies.yaml:1:1: the reply "new" is missing (',
      'en/replies.yaml:1:1: the reply "new" is missing (',
    ],
  ],
  ["no replies of a language", { "en/replies.yaml": null }, Array(3).fill("en/replies.yaml:1:1: the reply")],
  [
    "a nested reply",
    { "fr/replies.yaml": frReplies("menu:\n  help: Aide") },
    ["fr/replies.yaml:7:3: expected a reply or a list of them, found keys"],
  ],
  [
    "a brace not closed",
    inAll("new: Total {amount"),
    ["ar", "en", "fr"].map((l) => `${l}/replies.yaml:6:12: a brace is opened`),
  ],
  [
    "a brace not opened",
    { ...inAll("new: Total"), "fr/replies.yaml": frReplies("new: Total amount}") },
    ["fr/replies.yaml:6:18: a brace without"],
  ],
  [
    "a brace on the third line of a long text",
    { ...inAll("new: a"), "fr/replies.yaml": frReplies("new: |\n  Bonjour,\n  voici\n  le {total de}") },
    ["fr/replies.yaml:9:6: a placeholder is one name"],
  ],
  [
    "a brace after an escape in quotes",
    { ...inAll("new: a"), "fr/replies.yaml": frReplies('new: "l\\"un\\n {}"') },
    ["fr/replies.yaml:6:15: empty braces"],
  ],
  [
    "an apostrophe before a brace",
    { ...inAll('new: "{item}"'), "fr/replies.yaml": frReplies('new: "l\'{item}"') },
    ["fr/replies.yaml:6:8: a straight apostrophe"],
  ],
  [
    "a plural without other",
    { "fr/replies.yaml": goodFile("fr/replies.yaml").replace("other {# articles}", "") },
    ["fr/replies.yaml:4:"],
  ],
  [
    "a plural form that French has not",
    { "fr/replies.yaml": goodFile("fr/replies.yaml").replace("one {# article}", "zero {rien}") },
    ['fr/replies.yaml:4:14: the plural form "zero" never happens in this language: it has one, many, other'],
  ],
  [
    "a kind of placeholder that is none",
    inAll('new: "{n, plurl, other {x}}"'),
    ["ar", "en", "fr"].map((l) => `${l}/replies.yaml:6:11: a placeholder's kind is`),
  ],
  [
    "an unknown placeholder",
    { "fr/replies.yaml": goodFile("fr/replies.yaml").replaceAll("{name}", "{nmae}") },
    ['fr/replies.yaml:2:5: the other languages have no {nmae} in "hello" (did you mean "name"?)'],
  ],
  [
    "a placeholder less",
    { "en/replies.yaml": goodFile("en/replies.yaml").replaceAll(" {name}", "") },
    ['en/replies.yaml:1:1: "hello" lacks {name}'],
  ],
  [
    "a placeholder in one variant only",
    { "en/replies.yaml": goodFile("en/replies.yaml").replace(" {name}", "") },
    [],
  ],
  [
    "a long button",
    { "fr/replies.yaml": goodFile("fr/replies.yaml").replace("Oui", "Oui, je confirme ma commande") },
    ["fr/replies.yaml:5:13: a button of 28 characters"],
  ],
  [
    "an empty reply",
    { "fr/replies.yaml": goodFile("fr/replies.yaml").replace("Oui", '""') },
    ["fr/replies.yaml:5:1: no reply here"],
  ],
]);

test("keys that the code says", async () => {
  const dir = await goodLocales();
  const { faults } = await inspectLocales([dir], { requiredKeys: ["hello", "order.track.ask"] });
  expect(faults.map(formatFault)).toEqual(
    ["ar", "en", "fr"].map((language) =>
      expect.stringContaining(
        `${language}/replies.yaml:1:1: the reply "order.track.ask" is missing (the assistant says it)`,
      ),
    ),
  );
});
