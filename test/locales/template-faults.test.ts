import { describe, expect, test } from "@jest/globals";
import { loadLocales } from "../../locales/load.ts";
import { createReplies } from "../../locales/replies.ts";
import { templateAt } from "../../models/templates.ts";
import { faultTable } from "./fault-table.ts";
import { goodLocales } from "./files.ts";

const hello = (more: string) => `hello:\n  values: ["{name}"]\n${more}`;
const whatsapp = "  whatsapp: { name: hello_again, languages: { fr: fr, en: en_US } }\n";
const sid = "HX0123456789abcdef0123456789abcdef";

describe("faults", () => {
  faultTable([
    ["none", { "templates.yaml": hello(whatsapp) }, []],
    ["an empty file", { "templates.yaml": "# nothing yet\n" }, []],
    [
      "a reply that is not there",
      { "templates.yaml": `helo:\n${whatsapp}` },
      ['templates.yaml:1:1: there is no reply "helo" (did you mean "hello"?)'],
    ],
    [
      "a value that the reply does not have",
      { "templates.yaml": 'hello:\n  values: ["{nam}"]\n' },
      ['templates.yaml:2:12: the reply has no {nam} (did you mean "name"?): it has {name}'],
    ],
    [
      "a value that is not closed",
      { "templates.yaml": 'hello:\n  values: ["{name"]\n' },
      ["templates.yaml:2:12: a brace is opened and not closed"],
    ],
    [
      "a name that Meta would not take",
      { "templates.yaml": hello("  whatsapp: { name: Hello Again, languages: { fr: fr } }\n") },
      ["templates.yaml:3:21: "],
    ],
    [
      "a language that we do not speak",
      { "templates.yaml": hello("  whatsapp: { name: hello, languages: { de: de } }\n") },
      ['templates.yaml:3:41: "de" is not known here'],
    ],
    ["no ContentSid", { "templates.yaml": hello("  twilio: { fr: hello }\n") }, ["templates.yaml:3:17: "]],
  ]);
});

test("a reply says the same as its template, with the values that it has, in the writer's language", async () => {
  const dir = await goodLocales({ "templates.yaml": hello(`${whatsapp}  twilio: { ar: ${sid} }\n`) });
  const { packs, templates } = await loadLocales([dir]);
  const onFault = (fault: Error): never => {
    throw fault;
  };
  const replies = createReplies(packs, { templates, timeZone: "UTC", onFault });
  expect(replies.template("yes.button", "fr")).toBeNull();
  const template = replies.template("hello", "en", { name: "Amina" })!;
  expect(template).toEqual({ name: "hello", language: "en", values: ["Amina"] });
  const at = (channel: string, language: string) => templateAt({ ...template, language }, channel, templates);
  expect(at("whatsapp", "en")).toEqual({ name: "hello_again", language: "en_US", values: ["Amina"] });
  // What is not approved in their language is said in one that is.
  expect(at("whatsapp", "ar")).toMatchObject({ language: "fr" });
  expect(at("twilio", "fr")).toMatchObject({ name: sid });
  expect(at("messenger", "fr")).toBeNull();
  expect(templateAt({ name: "toString", language: "fr", values: [] }, "whatsapp", templates)).toBeNull();
});
