import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { loadLocales } from "../../locales/load.ts";
import { orderStates, parcelStates } from "../../models/commerce.ts";

const root = join(import.meta.dirname, "../..");
const { packs } = await loadLocales([join(root, "locales")]);
const known = new Set(Object.keys(packs.fr.replies));

/** Those who speak: the flows, what we write on paper, and the page for payments. */
const sources = ["dialogs", "bots/documents", "bots/pay"]
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => readFileSync(join(root, folder, file), "utf8")),
  )
  .join("\n");

/** Keys written out in the code: `key: "…"`, titles of next steps, `render("…")`, questions. */
const written = [
  ...sources.matchAll(/(?:key: |title: |render\(|ask\("\w+", |\? |(?<!action): )"([a-z_]+(?:\.[a-z_]+)+)"/g),
].map(([, key]) => key!);
/** Names of flows and intents look the same. */
const isIntent = (key: string): boolean => known.has(`title.${key}.button`);

test("every reply that the flows say is in the files", () => {
  expect(written.length).toBeGreaterThan(60);
  expect([...new Set(written)].filter((key) => !known.has(key) && !isIntent(key))).toEqual([]);
});

test("every state of an order and a parcel has its words", () => {
  const needed = [
    ...orderStates.map((state) => `order.track.${state}`),
    ...parcelStates.map((state) => `order.track.parcel.${state}`),
  ];
  expect(needed.filter((key) => !known.has(key))).toEqual([]);
});

/** Of keys that are put together: `checkout.placed.${payment}`. */
const beginnings = [...sources.matchAll(/`([a-z_]+(?:\.[a-z_]+)*\.)\$\{/g)].map(
  ([, beginning]) => beginning!,
);

test("no reply is left over that nothing says", () => {
  const said = (key: string): boolean =>
    sources.includes(`"${key}"`) ||
    beginnings.some((beginning) => key.startsWith(beginning)) ||
    /^(?:title\.|days\.|payment\.|order\.track\.|delivery\.|assist\.language\.|engine\.|return\.label\.|size_adviser\.)/.test(
      key,
    );
  expect(
    [...known].filter(
      (key) =>
        !said(key) &&
        ![...sources.matchAll(/`\$\{intent\}\.(\w+)`/g)].some(([, end]) => key.endsWith(`.${end}`)),
    ),
  ).toEqual([]);
});
