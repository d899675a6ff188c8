import { wholeTranscript } from "./audit.ts";
import { type Drill, noneLost } from "./drill.ts";
import type { DrillFolder } from "./drill-folder.ts";
import { longestBlockMs, withPublicApi } from "./public-api.ts";
import { openShoppers, postJson, request } from "./shopper.ts";

/** Operators of MongoDB, SQL, and texts that make careless regular expressions take for ever. */
const payloads: unknown[] = [
  { $gt: "" },
  { $ne: null },
  { $regex: ".*" },
  { $where: "sleep(1000)" },
  ["a", { $in: [] }],
  '{"$gt": ""}',
  "'; DROP TABLE conversations; --",
  "' OR '1'='1",
  "$where: function() { while (true) {} }",
  "\u0024{process.exit(1)}",
  "{{constructor.constructor('return process')()}}",
  `${"a".repeat(900)}!`,
  `${"0".repeat(900)}x`,
  `${" ".repeat(900)}x`,
  `${"a@".repeat(450)}`,
  `${"(a+)+".repeat(150)}$`,
  `#${"1".repeat(900)}`,
  `${"1-".repeat(450)}`,
  `${"\u0627".repeat(900)}!`,
];

/** Drill 15: the injections and the slow regular expressions. */
export const injection: Drill = {
  name: "15 injection and ReDoS",
  run: (form, stores) =>
    withPublicApi(stores, async (api) => {
      const runs = form === "full" ? 1_000 : 4 * payloads.length;
      const shoppers = await openShoppers(api.server.url, 20);
      const faults: string[] = [];
      const taken: { id: string; key: string; text: string }[] = [];
      await api.longestBlockMs();
      for (let i = 0; i < runs; i++) {
        const payload = payloads[i % payloads.length];
        const shopper = shoppers[i % shoppers.length]!;
        const field = ["text", "value", "id", "path"][Math.floor(i / payloads.length) % 4]!;
        const text = typeof payload === "string" ? payload : JSON.stringify(payload);
        if (field === "path") {
          const { status } = await request(
            `${api.server.url}/v1/conversations/${encodeURIComponent(text)}/messages`,
            {
              headers: { authorization: `Bearer ${shopper.token}` },
            },
          );
          if (status < 400 || status > 499) faults.push(`${status} for a path with ${text.slice(0, 40)}`);
          continue;
        }
        const id = `m${i}`;
        const body = field === "id" ? { id: payload, text: "merci" } : { id, [field]: payload };
        const { status } = await postJson(shopper.messagesUrl, body, shopper.token);
        const good = field !== "id" && typeof payload === "string";
        if (good && status === 202 && field === "text")
          taken.push({ id: shopper.conversationId, key: `web:${id}`, text });
        if (field !== "id" && (good ? status !== 202 : status < 400 || status > 499))
          faults.push(`${status} for ${field} ${text.slice(0, 40)}`);
        if (status >= 500 || status === 0) faults.push(`${status} for ${field} ${text.slice(0, 40)}`);
      }
      const blockMs = await api.longestBlockMs();
      if (form === "full" && blockMs > longestBlockMs)
        faults.push(`the event loop stood still for ${blockMs.toFixed(0)} ms`);
      faults.push(...(await api.end()), ...(await changedTexts(api.folder, taken)));
      return { runs, ...noneLost, faults, note: `longest block ${blockMs.toFixed(0)} ms` };
    }),
};

/** Texts that are not in the store exactly as they were sent. */
export async function changedTexts(
  folder: DrillFolder,
  sent: { id: string; key: string; text: string }[],
): Promise<string[]> {
  const { conversations, close } = await folder.open();
  const stored = new Map<string, string>();
  for (const id of new Set(sent.map((one) => one.id)))
    for (const { event } of await wholeTranscript(conversations, id)) {
      const { kind, key, text } = (event ?? {}) as { kind?: string; key?: string; text?: string };
      if (kind === "text") stored.set(`${id} ${key}`, text ?? "");
    }
  await close();
  return sent
    .filter(({ id, key, text }) => stored.get(`${id} ${key}`) !== text)
    .map(({ text }) => `not stored as sent: ${JSON.stringify(text.slice(0, 40))}`);
}
