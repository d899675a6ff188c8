import { expect, jest, test } from "@jest/globals";
import { ApiError, type ChatApi, NoStreamError, type Page } from "../../web/widget/api.ts";
import { Backoff, backoffMs } from "../../web/widget/backoff.ts";
import type { Message } from "../../web/widget/message.ts";
import { follow } from "../../web/widget/stream.ts";
import { virtualTime } from "../fakes/time.ts";

const conversation = { id: "c", token: "t" };
const message = (seq: number): Message => ({ id: `c:${seq}`, seq, at: "2026-11-20T10:00:00Z", from: "bot" });
const bytesOf = (...seqs: number[]) =>
  new TextEncoder().encode(
    [": \n\n", ...seqs.map((seq) => `id: ${seq}\ndata: ${JSON.stringify(message(seq))}\n\n`)].join(""),
  );

type Reader = ReadableStreamDefaultReader<Uint8Array>;
/** A stream that gives `chunks`, then ends, breaks, or says nothing more until `signal` is aborted. */
function reader(chunks: Uint8Array[], then: "end" | "break" | "silence", signal?: AbortSignal): Reader {
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const chunk = chunks.shift();
        if (chunk) controller.enqueue(chunk);
        else if (then === "end") controller.close();
        else if (then === "break") controller.error(new TypeError("network error"));
        else signal?.addEventListener("abort", () => controller.error(signal.reason));
      },
    },
    { highWaterMark: 0 },
  );
  return stream.getReader();
}

function following(api: Partial<Pick<ChatApi, "read" | "stream">>, after = 0) {
  const time = virtualTime();
  const stop = new AbortController();
  const seen: number[] = [];
  const connected: boolean[] = [];
  const end = follow({
    api: { read: jest.fn<ChatApi["read"]>(), stream: jest.fn<ChatApi["stream"]>(), ...api },
    conversation,
    after,
    time,
    backoff: new Backoff(time, () => 0),
    signal: stop.signal,
    onMessages: (messages) => seen.push(...messages.map(({ seq }) => seq)),
    onConnection: (is) => connected.push(is),
  });
  return { time, stop, seen, connected, end };
}

const silent: ChatApi["stream"] = async (_conversation, _after, signal) =>
  reader([bytesOf()], "silence", signal);

test("after a break it goes on behind the last message", async () => {
  const stream = jest
    .fn<ChatApi["stream"]>()
    .mockResolvedValueOnce(reader([bytesOf(3), bytesOf(4)], "break"))
    .mockRejectedValueOnce(new ApiError("unreachable", "no network"))
    .mockResolvedValueOnce(reader([bytesOf(5)], "end"))
    .mockImplementation(silent);
  const { time, stop, seen, connected, end } = following({ stream }, 2);
  await time.pass(5_000);
  expect(seen).toEqual([3, 4, 5]);
  expect(stream.mock.calls.map(([, after]) => after)).toEqual([2, 4, 4, 5]);
  expect(connected).toContain(false);
  expect(connected.at(-1)).toBe(true);
  stop.abort();
  await end;
});

test("a connection without a heartbeat is given up", async () => {
  const stream = jest.fn<ChatApi["stream"]>().mockImplementation(silent);
  const { time, stop, end } = following({ stream });
  await time.pass(39_000);
  expect(stream).toHaveBeenCalledTimes(1);
  await time.pass(2_000);
  expect(stream).toHaveBeenCalledTimes(2);
  expect(stream.mock.calls[0]![2].aborted).toBe(true);
  stop.abort();
  await end;
});

test.each<[string, () => ReturnType<ChatApi["stream"]>]>([
  ["is held back", () => new Promise(() => {})],
  ["brings no bytes", async () => reader([], "silence")],
  ["is no stream", () => Promise.reject(new NoStreamError("html"))],
])("where a stream %s, it polls", async (_name, opened) => {
  const stream = jest.fn<ChatApi["stream"]>().mockImplementation(opened);
  const read = jest
    .fn<ChatApi["read"]>()
    .mockResolvedValueOnce({ messages: [message(1)], cursor: 4 })
    .mockImplementation(() => new Promise<Page>(() => {}));
  const { time, seen } = following({ stream, read });
  await time.pass(9_000);
  expect(seen).toEqual([1]);
  expect(read.mock.calls.map(([, after]) => after)).toEqual([0, 4]);
  expect(stream).toHaveBeenCalledTimes(1);
});

test("a server that is busy is left alone as long as it asks", async () => {
  const busy = new ApiError("busy", "503", { retryAfterMs: 5_000 });
  const stream = jest.fn<ChatApi["stream"]>().mockRejectedValueOnce(busy).mockImplementation(silent);
  const { time, stop, end } = following({ stream });
  await time.pass(4_900);
  expect(stream).toHaveBeenCalledTimes(1);
  await time.pass(200);
  expect(stream).toHaveBeenCalledTimes(2);
  stop.abort();
  await end;
});

test("a refused token ends it", async () => {
  const stream = jest.fn<ChatApi["stream"]>().mockRejectedValue(new ApiError("refused", "401"));
  await expect(following({ stream }).end).rejects.toMatchObject({ kind: "refused" });
});

test("waits double up to half a minute, half of each by chance", () => {
  const waits = [1, 2, 3, 10, 1000].map((failures) => [
    backoffMs(failures, () => 0),
    backoffMs(failures, () => 1),
  ]);
  expect(waits).toEqual([
    [250, 500],
    [500, 1000],
    [1000, 2000],
    [15_000, 30_000],
    [15_000, 30_000],
  ]);
});
