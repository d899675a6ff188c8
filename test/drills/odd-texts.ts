import { type Drill, noneLost } from "./drill.ts";
import { changedTexts } from "./injection.ts";
import { longestBlockMs, withPublicApi } from "./public-api.ts";
import { openShoppers, postJson } from "./shopper.ts";

/** What fits in a body of 64 KB with its braces. */
const longestText = 64 * 1024 - 100;

/** Drill 16: as much text as a body holds, and more. */
export const oversize: Drill = {
  name: "16 64 KB texts, 1 MB bodies",
  run: (form, stores) =>
    withPublicApi(stores, async (api) => {
      const runs = form === "full" ? 200 : 6;
      const faults: string[] = [];
      const shoppers = await openShoppers(api.server.url, 10);
      await api.longestBlockMs();
      let blockMs = 0;
      for (let i = 0; i < runs; i++) {
        const shopper = shoppers[i % shoppers.length]!;
        const words = ["chaussures ", "فستان أحمر ", "a", "38 "][i % 4]!;
        const size = i % 2 === 0 ? longestText : 1024 * 1024;
        const body = Buffer.from(words.repeat(size))
          .subarray(0, size)
          .toString("utf8")
          .replace(/\ufffd+$/, "");
        const { status } = await postJson(shopper.messagesUrl, { text: body }, shopper.token);
        const expected = i % 2 === 0 ? 202 : 413;
        if (status !== expected) faults.push(`${status} for ${size} bytes, where ${expected} was to be`);
        await shopper.insist("merci", AbortSignal.timeout(10_000));
        if (!(await shopper.isAnswered())) faults.push(`no answer behind ${size} bytes`);
        blockMs = Math.max(blockMs, await api.longestBlockMs());
      }
      if (form === "full" && blockMs > longestBlockMs)
        faults.push(`the event loop stood still for ${blockMs.toFixed(0)} ms`);
      faults.push(...(await api.end()));
      return { runs, ...noneLost, faults, note: `longest block ${blockMs.toFixed(0)} ms` };
    }),
};

/** What keyboards, and those who mean harm, can put into a text. */
export const oddTexts = [
  "👗👠🧕🏽👨‍👩‍👧‍👦🇲🇦",
  "🇲".repeat(50),
  "\u202eسلام\u202c hello",
  "\u200b\u200c\u200d\u2060\ufeff",
  "z\u0334\u0321a\u0338l\u0337g\u0336o",
  "before\u0000after",
  "\ud800 alone",
  "alone \udc00",
  "\udc00\ud800 turned round",
  "é and e\u0301",
  "line\r\nline\u2028line\u2029line",
  "\u001b[31mred\u001b[0m\u0007",
  "<img src=x onerror=alert(1)> {{name}} \u0024{name} {name, plural, other{#}}",
  " ",
  "ﷺ".repeat(100),
  "٣٨ ۳۸ 38",
];

/** Drill 17: what keyboards, and those who mean harm, can put into a text. */
export const unicode: Drill = {
  name: "17 Unicode",
  run: (form, stores) =>
    withPublicApi(stores, async (api) => {
      const rounds = form === "full" ? 50 : 1;
      const faults: string[] = [];
      const sent: { id: string; key: string; text: string }[] = [];
      const shoppers = await openShoppers(api.server.url, 4 * rounds);
      for (let i = 0; i < rounds * oddTexts.length; i++) {
        const shopper = shoppers[i % shoppers.length]!;
        const text = oddTexts[i % oddTexts.length]!;
        const status = await shopper.post({ id: `odd${i}`, text });
        if (status === 202) sent.push({ id: shopper.conversationId, key: `web:odd${i}`, text });
        else faults.push(`${status} for ${JSON.stringify(text.slice(0, 40))}`);
      }
      for (const shopper of shoppers) {
        await shopper.insist("merci", AbortSignal.timeout(10_000));
        if (!(await shopper.isAnswered())) faults.push("an odd text kept the next one from being answered");
      }
      faults.push(...(await api.end()), ...(await changedTexts(api.folder, sent)));
      return { runs: rounds * oddTexts.length, ...noneLost, faults };
    }),
};
