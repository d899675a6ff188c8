import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { openAccounts } from "../../../bots/accounts.ts";
import { receiveArrivals } from "../../../bots/arrivals.ts";
import { createLog } from "../../../bots/log.ts";
import { createThreads } from "../../../bots/threads.ts";
import { openingTime } from "../../../bots/transcripts/stage.ts";
import { type VirtualClock, virtualClock } from "../../../models/ports/clock.ts";
import type { ConversationStore } from "../../../models/ports/store.ts";
import type { createStage } from "../../bots/stage.ts";
import { fakeRecords } from "../../fakes/records.ts";
import { unlimitedRates } from "../../fakes/sending.ts";
import type { DrillStores } from "../stores.ts";
import { withTwoWorkers } from "../two-workers.ts";
import { messenger, whatsApp } from "./meta-rigs.ts";
import { email, telegram, twilio } from "./other-rigs.ts";
import type { Answer, Call, Got, Rig, Said } from "./rig.ts";

export const rigs: readonly Rig[] = [whatsApp, messenger, telegram, twilio, email];

/** What the vendor does with a request: answers, answers nothing, or takes it and then lets the connection fall. */
export type Deed = Answer | "taken and cut" | "cut";

export interface RigStage {
  store: ConversationStore;
  clock: VirtualClock;
  /** What shoppers got, in the order in which the vendor took it. */
  got: (Got & { at: number })[];
  /** Every request that a shopper would see, taken or not. */
  tries: (Got & { at: number })[];
  /** Asked for each of them. */
  act: (got: Got) => Deed;
  /** Makes a signed call and says what shoppers said by it. @returns whether it was taken */
  tell(said: readonly Said[]): Promise<boolean>;
  /** @param worker which of the two is called. */
  receive(call: Call, worker?: 0 | 1): Promise<boolean>;
  /** Until nothing is left to do; time passes. */
  settle(): Promise<void>;
  /** The keys and texts that are kept of a shopper. */
  kept(shopper: number): Promise<{ id: string | null; events: { key: string; text?: string }[] }>;
  taken: Answer;
}

type Stage = ReturnType<typeof createStage>;

/** A channel with its vendor on this machine, and two workers whose turns echo. */
export async function withRig<T>(
  stores: DrillStores,
  rig: Rig,
  work: (stage: RigStage) => Promise<T>,
): Promise<T> {
  const clock = virtualClock(openingTime);
  const log = createLog("silent");
  const told: Said[] = [];
  const got: RigStage["got"] = [];
  const tries: RigStage["tries"] = [];
  const echoes: { got: Got; at: Date }[] = [];
  const vendor = createServer(async (request, response) => {
    let body = "";
    for await (const piece of request.setEncoding("utf8")) body += piece;
    const { method = "", url: path = "", headers } = request;
    const asked = { method, path, headers, body };
    const answer = ({ status, headers: more, body: said }: Answer): void => {
      response.writeHead(status, { "content-type": "application/json", ...more });
      response.end(said);
    };
    const found = rig.lookUp?.(asked, told);
    if (found) return answer(found);
    const one = rig.gets(asked);
    if (!one) return answer(rig.taken(0));
    const at = clock.now().getTime();
    tries.push({ ...one, at });
    const deed = stage.act(one);
    if (deed === "cut") return void response.destroy();
    const isTaken = deed === "taken and cut" || deed.status < 300;
    const isKnown = rig.dedupes && got.some(({ key }) => key === one.key);
    if (isTaken && !isKnown) got.push({ ...one, at });
    if (deed === "taken and cut") {
      echoes.push({ got: one, at: clock.now() });
      return void response.destroy();
    }
    answer(deed);
  });
  await new Promise<void>((resolve) => vendor.listen(0, "127.0.0.1", () => resolve()));
  const apiUrl = `http://127.0.0.1:${(vendor.address() as AddressInfo).port}`;
  const { channels, doors } = openAccounts([rig.settings(apiUrl)], {
    clock,
    log,
    shopName: "Dar Lina",
    menus: [],
    records: fakeRecords(),
    rates: unlimitedRates,
    publicUrl: "https://shop.example",
  });
  const door = [...doors.values()][0]!;
  let stage: RigStage;
  try {
    return await withTwoWorkers(
      stores,
      async (store, stages) => {
        const receivers = stages.map((one: Stage) =>
          receiveArrivals({
            shopId: "dar-lina",
            store,
            inbox: one.inbox,
            threads: createThreads(channels),
            clock,
            log,
            undelivered: one.undelivered,
          }),
        );
        const receive: RigStage["receive"] = async (call, worker = 0) => {
          const now = clock.now();
          if (!door.webhook.verify(call, now)) return false;
          await receivers[worker]!(door, door.webhook.parse(call, now));
          return true;
        };
        stage = {
          store,
          clock,
          got,
          tries,
          act: () => rig.taken(got.length + 1),
          async tell(said) {
            told.push(...said);
            const taken = await Promise.all(rig.calls(said).map((call) => receive(call)));
            return taken.every(Boolean);
          },
          receive,
          async settle() {
            do {
              do {
                for (const { worker } of stages) await worker.idle();
                for (const { got: one, at } of echoes.splice(0))
                  if (rig.echo) await receive(rig.echo(one, at));
                for (const { worker } of stages) await worker.idle();
              } while (echoes.length > 0);
            } while (await stages[0].passTime());
          },
          async kept(shopper) {
            const id = await store.find("dar-lina", rig.identityOf(shopper));
            const rows = id === null ? [] : await store.transcript(id, 0, 10_000);
            const events = rows.flatMap(({ from, event }) =>
              from === "shopper" ? [event as { key: string; text?: string }] : [],
            );
            return { id, events };
          },
          taken: rig.taken(1),
        };
        return work(stage);
      },
      { clock, channels },
    );
  } finally {
    vendor.closeAllConnections();
    vendor.close();
  }
}
