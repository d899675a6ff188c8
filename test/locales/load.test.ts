import { expect, test } from "@jest/globals";
import { LocaleFaultsError } from "../../locales/fault.ts";
import { inspectLocales, loadLocales } from "../../locales/load.ts";
import { goodFile, goodLocales, localeFolder } from "./files.ts";

test("reads every language, the shop and the dialogs", async () => {
  const dir = await goodLocales({
    "dialogs.yaml":
      "hi:\n  title: yes.button\n  intents: [product.size_guide]\n  steps: [{ say: yes.button }]\n",
  });
  const { packs, shop, dialogs } = await loadLocales([dir]);
  expect(packs.ar.phrases).toEqual([
    {
      intent: "order.track",
      text: "أين طلبي",
      variety: "standard",
      file: `${dir}/ar/training/order.standard.yaml`,
      line: 2,
    },
  ]);
  expect(packs.ar.words.color).toEqual({ red: ["أحمر", "7mer"], blue: ["أزرق"] });
  expect(packs.fr.replies.hello).toEqual(["Bonjour {name}", "Bonjour {name} 👋"]);
  expect(shop.name).toBe("Dar Lina");
  expect(dialogs.map(({ name }) => name)).toEqual(["hi"]);
});

test("values are texts as they are written", async () => {
  const dir = await goodLocales({ "en/training.yaml": "answer.yes:\n  - yes\n  - 38\n  - 1.50\n  - null\n" });
  const { packs } = await loadLocales([dir]);
  expect(packs.en.phrases.map(({ text }) => text)).toEqual(["yes", "38", "1.50", "null"]);
});

test("a shop's own folder lies over the defaults", async () => {
  const below = await goodLocales();
  const above = await localeFolder({
    "shop.yaml": goodFile("shop.yaml").replace("Dar Lina", "Chez Nour"),
    "fr/training.yaml": "order.track:\n  - mon colis\nstore.location:\n  - Vos horaires ?\n",
    "fr/entities.yaml": "color:\n  red: [vermeil, rouge]\n",
    "fr/replies.yaml": "yes.button: D'accord\n",
  });
  const { packs, shop } = await loadLocales([below, above]);
  expect(shop.name).toBe("Chez Nour");
  expect(packs.fr.phrases.map(({ intent, text }) => [intent, text])).toEqual([
    ["order.track", "où est ma commande"],
    ["order.track", "mon colis"],
    ["store.location", "Vos horaires ?"],
  ]);
  expect(packs.fr.words.color).toEqual({ red: ["vermeil", "rouge"], blue: ["bleu"] });
  expect(packs.fr.replies["yes.button"]).toEqual(["D'accord"]);
  expect(packs.fr.replies.hello).toHaveLength(2);
  expect(packs.en.replies["yes.button"]).toEqual(["Yes"]);
});

test("languages that the shop does not speak need not be complete", async () => {
  const shop = goodFile("shop.yaml").replace("[fr, ar, en]", "[fr, en]");
  const dir = await goodLocales({ "shop.yaml": shop, "ar/replies.yaml": null, "ar/entities.yaml": null });
  expect((await inspectLocales([dir])).faults).toEqual([]);
});

test("all faults of all files come in one error, in reading order", async () => {
  const dir = await goodLocales({
    "fr/training.yaml": "order.trak:\n  - a\nstore.hours:\n",
    "ar/replies.yaml": "hello: '{'\n",
  });
  const error = await loadLocales([dir]).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(LocaleFaultsError);
  const { faults, message } = error as LocaleFaultsError;
  expect(faults.map(({ file, line }) => `${file.slice(dir.length + 1)}:${line}`)).toEqual([
    "ar/replies.yaml:1",
    "ar/replies.yaml:1",
    "ar/replies.yaml:1",
    "fr/training.yaml:1",
    "fr/training.yaml:3",
  ]);
  expect(message).toContain(`${dir}/fr/training.yaml:3:1: no phrase here`);
});
