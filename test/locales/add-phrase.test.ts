import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { addPhrase } from "../../locales/add-phrase.ts";

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "hanout-phrases-"));
});
afterAll(() => rm(root, { recursive: true }));

const fileIn = (dir: string): string => join(root, dir, "fr/training.yaml");
async function folderWith(dir: string, yaml: string): Promise<string> {
  await mkdir(join(root, dir, "fr"), { recursive: true });
  await writeFile(fileIn(dir), yaml);
  return join(root, dir);
}
const phrase = { language: "fr" as const, intent: "order.track", text: "ou est mon colis: svp # vite" };

test("the folder and the file are made when they are missing, and a phrase is written once", async () => {
  const dir = join(root, "new");
  await addPhrase(dir, phrase);
  await addPhrase(dir, phrase);
  await addPhrase(dir, { ...phrase, text: "- yes" });
  expect(parse(await readFile(fileIn("new"), "utf8"))).toEqual({ "order.track": [phrase.text, "- yes"] });
});

test("what the merchant wrote stays, comments too", async () => {
  const dir = await folderWith("kept", "# ours\nstore.hours:\n  - ouvert ? # asked often\n");
  await addPhrase(dir, phrase);
  await addPhrase(dir, { ...phrase, intent: "store.hours", text: "vous fermez quand" });
  const written = await readFile(fileIn("kept"), "utf8");
  expect(written).toMatch(/^# ours\nstore\.hours:\n {2}- ouvert \? # asked often\n {2}- vous fermez quand\n/);
  expect(parse(written)).toMatchObject({ "order.track": [phrase.text] });
});

test.each([
  ["broken", "order.track: [", /fr\/training\.yaml: .*Mend it first: nothing was written/s],
  ["no-list", "order.track: où est mon colis\n", /"order\.track" is no list of phrases/],
  ["no-map", "- où est mon colis\n", /is no list of intents/],
])("a file that is %s is left as it is", async (name, yaml, message) => {
  const dir = await folderWith(name, yaml);
  await expect(addPhrase(dir, phrase)).rejects.toThrow(message);
  expect(await readFile(fileIn(name), "utf8")).toBe(yaml);
});
