import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { eventDecoder } from "../../web/widget/server-sent-events.ts";

const stream = `: \n\nid: 1\nevent: message\ndata: {"text":"مرحبا 👋"}\n\n: heartbeat\n\ndata:one\r\ndata: two\r\n\r\n`;
const events = [
  { event: "message", data: '{"text":"مرحبا 👋"}' },
  { event: "message", data: "one\ntwo" },
];

test("events are found however the network cuts the stream", () => {
  const bytes = new TextEncoder().encode(stream);
  fc.assert(
    fc.property(fc.array(fc.nat(bytes.length), { maxLength: 8 }), (cuts) => {
      const decode = eventDecoder();
      const ends = [...cuts.sort((one, two) => one - two), bytes.length];
      const found = ends.flatMap((end, index) => decode(bytes.subarray(ends[index - 1] ?? 0, end)));
      expect(found).toEqual(events);
    }),
  );
});

test("an event that is not whole waits for its end", () => {
  const decode = eventDecoder();
  expect(decode(new TextEncoder().encode("data: half"))).toEqual([]);
  expect(decode(new TextEncoder().encode("\n\n"))).toEqual([{ event: "message", data: "half" }]);
});
