import { connect, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { type Drill, noneLost } from "./drill.ts";
import { percentile, withPublicApi } from "./public-api.ts";
import { openShoppers, Shopper } from "./shopper.ts";

const mostSlower = 2;
const floodPerSecond = 100;

/** How long healthy shoppers wait for their acknowledgement, each writing every `everyMs`. */
async function healthyWaits(shoppers: Shopper[], messages: number, everyMs: number): Promise<number[]> {
  const waits: number[] = [];
  const round = `${performance.now()}`;
  await Promise.all(
    shoppers.map(async (shopper) => {
      for (let i = 0; i < messages; i++) {
        const sentAt = performance.now();
        if ((await shopper.post({ id: `h${round}-${i}`, text: "merci" })) === 202)
          waits.push(performance.now() - sentAt);
        await pause(everyMs);
      }
    }),
  );
  return waits;
}

function compare(alone: number[], beside: number[]): { faults: string[]; note: string } {
  const [before, after] = [percentile(alone, 0.99), percentile(beside, 0.99)];
  return {
    faults:
      after > mostSlower * before ? [`p99 grew from ${before.toFixed(1)} to ${after.toFixed(1)} ms`] : [],
    note: `p99 ${before.toFixed(1)} ms alone, ${after.toFixed(1)} ms beside`,
  };
}

/** Drill 27: clients that open connections and say nothing, or one byte at a time. */
export const slowClients: Drill = {
  name: "27 slow-loris, idle sockets",
  run: (form, stores) =>
    withPublicApi(stores, async (api) => {
      const [idle, slow, messages] = form === "full" ? [1_000, 200, 150] : [100, 20, 5];
      const shoppers = await openShoppers(api.server.url, 8);
      const alone = await healthyWaits(shoppers, messages, 20);
      const port = Number(new URL(api.server.url).port);
      const sockets: Socket[] = [];
      for (let i = 0; i < idle + slow; i++) {
        const socket = connect(port, "127.0.0.1").on("error", () => socket.destroy());
        if (i >= idle) socket.write("POST /v1/conversations HTTP/1.1\r\nHost: x\r\n");
        sockets.push(socket);
      }
      const trickle = setInterval(() => {
        for (const socket of sockets.slice(idle)) if (socket.writable) socket.write("X-A: b\r\n");
      }, 500);
      const beside = await healthyWaits(shoppers, messages, 20);
      clearInterval(trickle);
      for (const socket of sockets) socket.destroy();
      const { faults, note } = compare(alone, beside);
      const refused = shoppers.length * messages - beside.length;
      return {
        runs: idle + slow,
        ...noneLost,
        faults: [
          ...(form === "full" ? faults : []),
          ...(refused > 0 ? [`${refused} healthy messages were not taken`] : []),
          ...(await api.end()),
        ],
        note,
      };
    }),
};

/** Drill 28: one shopper writes a hundred messages a second, under the limits of every day. */
export const flood: Drill = {
  name: "28 one shopper floods",
  run: (form, stores) =>
    withPublicApi(
      stores,
      async (api) => {
        const [seconds, messages] = form === "full" ? [15, 40] : [1, 3];
        const shoppers = await openShoppers(api.server.url, 8);
        const flooder = await Shopper.open(api.server.url);
        const everyMs = (seconds * 1000) / messages;
        const alone = await healthyWaits(shoppers.slice(0, 4), messages, everyMs);
        const tries: Promise<number>[] = [];
        const tick = setInterval(
          () => tries.push(flooder.post({ id: `f${tries.length}`, text: "merci" })),
          1000 / floodPerSecond,
        );
        const beside = await healthyWaits(shoppers.slice(4), messages, everyMs);
        clearInterval(tick);
        while (tries.length <= 70) tries.push(flooder.post({ id: `f${tries.length}`, text: "merci" }));
        await Promise.all(tries);
        const limited = flooder.statuses.get(429) ?? 0;
        const { faults, note } = compare(alone, beside);
        const refused = 4 * messages - beside.length;
        return {
          runs: tries.length,
          ...noneLost,
          faults: [
            ...(form === "full" ? faults : []),
            ...(tries.length - limited > 60 ? [`${tries.length - limited} of a flood were taken`] : []),
            ...(refused > 0 ? [`${refused} messages of others were not taken`] : []),
            ...(await api.end()),
          ],
          note: `${limited} refused; ${note}`,
        };
      },
      { RATE_CONVERSATION_MESSAGES_PER_MINUTE: "60" },
    ),
};
