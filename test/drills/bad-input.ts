import { type Drill, noneLost } from "./drill.ts";
import { withPublicApi } from "./public-api.ts";
import { postJson, Shopper } from "./shopper.ts";

const deep = (open: string, close: string): string => open.repeat(20_000) + close.repeat(20_000);

const bodies: string[] = [
  "",
  "{",
  '{"text":}',
  '{"text":"a"',
  "null",
  "[]",
  '"text"',
  "NaN",
  "\u0000",
  "\ufeff{}",
  "{}",
  '{"text":""}',
  '{"text":1}',
  '{"text":null}',
  '{"text":["a"]}',
  '{"text":{"a":1}}',
  '{"text":"a","value":"b"}',
  '{"text":"a","admin":true}',
  '{"text":"a","__proto__":{"admin":true}}',
  '{"text":"a","constructor":{"prototype":{"admin":true}}}',
  '{"id":"with blank","text":"a"}',
  '{"id":1,"text":"a"}',
  '{"attachments":[]}',
  '{"attachments":[{"mediaId":"../../etc/passwd"}]}',
  '{"title":"only a title"}',
  `{"text":${deep("[", "]")}}`,
  `{"text":${deep('{"a":', "}").replace("{}", "{1}")}}`,
  JSON.stringify({ text: "x".repeat(2 * 1024 * 1024) }),
  "x".repeat(2 * 1024 * 1024),
];

/** Drill 12: malformed, huge, deep and wrongly typed bodies. */
export const badInput: Drill = {
  name: "12 malformed requests",
  run: (form, stores) =>
    withPublicApi(stores, async (api) => {
      const requests = form === "full" ? 10_000 : 150;
      const shopper = await Shopper.open(api.server.url);
      const statuses = new Map<number, number>();
      for (let from = 0; from < requests; from += 10) {
        const answers = await Promise.all(
          Array.from({ length: 10 }, (_, i) => {
            const url = (from + i) % 3 === 0 ? `${api.server.url}/v1/conversations` : shopper.messagesUrl;
            const body = bodies[(from + i) % bodies.length]!;
            return postJson(url, url.endsWith("conversations") && body === "{}" ? "[]" : body, shopper.token);
          }),
        );
        for (const { status } of answers) statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
      const wrong = [...statuses].filter(([status]) => status < 400 || status > 499);
      const faults = wrong.map(([status, count]) => `${count} answers with status ${status}`);
      await shopper.insist("merci", AbortSignal.timeout(10_000));
      if (!(await shopper.isAnswered())) faults.push("a good message was not answered afterwards");
      return { runs: requests, ...noneLost, faults: [...faults, ...(await api.end())] };
    }),
};
