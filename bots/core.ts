import { setTimeout } from "node:timers/promises";
import type { Logger } from "pino";
import { selectBatch } from "../dialogs/engine/batch.ts";
import type { Services } from "../dialogs/engine/draft.ts";
import { runTurn } from "../dialogs/engine/turn.ts";
import { companions, everyNight, learnCompanions } from "../jobs/companions.ts";
import { conversationStart, startConversations } from "../jobs/conversation-start.ts";
import { endLeftOrders, leftOrders } from "../jobs/left-orders.ts";
import { undeliveredMessages } from "../jobs/message-undelivered.ts";
import { openScheduler } from "../jobs/scheduler.ts";
import { sequenceStep, takeSteps } from "../jobs/sequence-step.ts";
import { everyFewMinutes, stockReturns, watchStock } from "../jobs/stock-returns.ts";
import type { JobBackend } from "../jobs/storage.ts";
import type { Order } from "../models/commerce.ts";
import type { Channel } from "../models/ports/channel.ts";
import type { Clock } from "../models/ports/clock.ts";
import type { Commerce } from "../models/ports/commerce.ts";
import type { MediaStore } from "../models/ports/media.ts";
import type { Scheduler } from "../models/ports/scheduler.ts";
import type { Store } from "../models/ports/store.ts";
import type { Sequences } from "../models/sequence/definition.ts";
import type { Templates } from "../models/templates.ts";
import { type Actions, commerceActions } from "./actions.ts";
import { announcedActions } from "./announced.ts";
import { awaitedActions, tellOfReturn, tellOfReturns } from "./awaited.ts";
import { beginLaterActions } from "./begin-later.ts";
import { cartActions } from "./carts.ts";
import { type ChangeBoard, createChanges } from "./changes.ts";
import { checkoutActions } from "./checkout.ts";
import { type Cod, createCod } from "./cod.ts";
import { consentActions } from "./consents.ts";
import { courierKey } from "./courier/key.ts";
import { endOrders } from "./end-orders.ts";
import { feedbackActions } from "./feedback.ts";
import { createFileKeeper } from "./files.ts";
import type { Inbox } from "./http/services.ts";
import { createInbox } from "./inbox.ts";
import { jobReport } from "./job-report.ts";
import { linkActions } from "./link.ts";
import { createMetrics, type Metrics } from "./metrics.ts";
import { orderActions } from "./orders.ts";
import { createOutgoing } from "./outgoing.ts";
import { openOutreach } from "./outreach.ts";
import { proofActions } from "./proof.ts";
import { receiveEvents } from "./receive-event.ts";
import { reservationActions } from "./reservations.ts";
import { createReturnDesk, type ReturnDesk, returnActions } from "./returns.ts";
import { reviewActions } from "./reviews.ts";
import type { SendRates } from "./send-rates.ts";
import { openSequences, type ShopSequences } from "./sequences/index.ts";
import { tellingOrders } from "./sequences/telling-orders.ts";
import type { Happened } from "./shop-events/happened.ts";
import { createShopEvents, type ShopEvents } from "./shop-events/index.ts";
import { orderNews } from "./shop-events/order-news.ts";
import { unclearActions } from "./unclear.ts";
import { seeUndelivered } from "./undelivered.ts";
import type { Unasked } from "./withhold.ts";
import { createWorker, type Worker } from "./worker.ts";

export interface CoreOptions {
  store: Store;
  jobs: JobBackend;
  commerce: Commerce;
  /** What the engine speaks with; asked for at each turn, because merchants change it while we run. */
  services: () => Omit<Services, "commerce">;
  /** Approved words, by the replies that they stand for. */
  templates: () => Templates;
  /** What the shop writes by itself, and when. */
  sequences: () => Sequences;
  channels: Channel[];
  rates: SendRates;
  /** Where the files of shoppers, and those made for them, are kept. */
  media: MediaStore;
  clock: Clock;
  /** From 0 up to 1; codes that prove something are made of it. */
  random: () => number;
  log: Logger;
  /** Waits; tests hand in one that does not. */
  pause?: (milliseconds: number) => Promise<unknown>;
  /** Actions beside those of the shop. */
  moreActions?: Actions;
}

/** The path of a message without its front: what is accepted here is answered. */
export interface Core {
  inbox: Inbox;
  worker: Worker;
  scheduler: Scheduler;
  /** Schedules what the shop looks after again and again; what is scheduled keeps its time. */
  repeat(): Promise<void>;
  changes: ChangeBoard;
  metrics: Metrics;
  returnDesk: ReturnDesk;
  /** Whatever places orders tells it of them. */
  cod: Cod;
  shopEvents: ShopEvents;
  happened: Happened;
  /** What happens in the shop, for shoppers to be told of it later. */
  sequences: ShopSequences;
}

export async function createCore(options: CoreOptions): Promise<Core> {
  const { store, services, rates, media, clock, random, log } = options;
  const orders = tellingOrders(options.commerce.orders, (order) => sequences.delivered(order));
  const commerce: Commerce = { ...options.commerce, orders };
  const shopId = services().shop.id;
  const metrics = createMetrics();
  const changes = createChanges();
  const pause = options.pause ?? setTimeout;
  const outreach = openOutreach({ records: store.records, clock, shop: () => services().shop });
  const outgoing = createOutgoing({ outreach, clock, templates: options.templates });
  const channels = new Map(
    options.channels.map((channel) => [`${channel.name}:${channel.account}`, channel]),
  );
  const sending = {
    store: store.conversations,
    channels,
    clock,
    metrics,
    log,
    outgoing,
    begin: (conversationId: string, unasked: Unasked, at: Date, key: string) =>
      scheduler.schedule(conversationStart, { conversationId, ...unasked }, at, key),
  };
  const cod = await createCod({
    shopId,
    shop: () => services().shop,
    sequences: options.sequences,
    clock,
    commerce,
    conversations: store.conversations,
    records: store.records,
    begin: sending.begin,
    receive: (...events) => inbox.receive(...events),
    scheduler: () => scheduler,
  });
  const { orderUnpaid, ...news } = orderNews({
    customers: commerce.customers,
    conversations: store.conversations,
    clock,
    begin: sending.begin,
  });
  /** The score of who pays at the door learns from it. */
  const learnFrom = async (word: "delivered" | "refused", { number, payment }: Order, at: Date) => {
    if (payment !== "cod") return;
    await cod.courierOutcome({ key: courierKey(number, word, at.toISOString()), number, word, at });
  };
  const waiting = {
    shopId,
    records: store.records,
    inventory: commerce.inventory,
    clock,
    begin: sending.begin,
  };
  const happened: Happened = {
    ...news,
    async orderPlaced(order) {
      await cod.placed(order);
      await sequences.placed(order);
    },
    async orderDelivered(order, at) {
      await learnFrom("delivered", order, at);
      await news.orderDelivered(order, at);
      await sequences.delivered(order);
    },
    async orderRefused(order, at) {
      await learnFrom("refused", order, at);
    },
    cartUpdated: (cart) => sequences.shopCartChanged(cart),
    stockChanged: (sku) => tellOfReturn(sku, waiting),
    priceChanged: ({ sku }) => sequences.priceChanged(sku),
  };
  const sequences = await openSequences({
    shopId,
    records: store.records,
    store: store.conversations,
    commerce,
    outreach,
    sequences: options.sequences,
    clock,
    begin: sending.begin,
    look: (enrolment, dueAt) =>
      scheduler.schedule(
        sequenceStep,
        { enrolment, dueAt },
        new Date(dueAt),
        `${enrolment.slice(shopId.length + 1)}:${dueAt}`,
      ),
  });
  const worker = createWorker(`worker-${process.pid}`, {
    ...sending,
    random,
    changes,
    rates,
    pause,
    selectBatch,
    keepFile: createFileKeeper({ channels, media, clock, log, pause }),
    actions: {
      ...announcedActions({
        channels,
        rates,
        receive: receiveEvents({
          shopId,
          store: store.conversations,
          inbox: { receive: (...events) => inbox.receive(...events) },
          clock,
        }),
        clock,
        log,
      }),
      ...commerceActions(commerce),
      ...reservationActions({
        reservations: commerce.reservations,
        clock,
        sequences: options.sequences,
        begin: sending.begin,
        drop: async (key) => void (await scheduler.cancel({ key })),
      }),
      ...cartActions(commerce.carts, sequences.cartChanged),
      ...returnActions({ returns: commerce.returns, shop: () => services().shop }),
      ...cod.actions,
      ...checkoutActions({ commerce, clock, placed: (order) => happened.orderPlaced(order, clock.now()) }),
      ...orderActions({ orders: commerce.orders, media, services }),
      ...feedbackActions({
        shopId,
        records: store.records,
        store: store.conversations,
        clock,
        begin: sending.begin,
      }),
      ...awaitedActions({ shopId, records: store.records }),
      ...beginLaterActions(sending),
      ...consentActions({ store, clock }),
      ...reviewActions({ shopId, records: store.records, clock }),
      ...(await proofActions(shopId, commerce, store, clock)),
      ...(await linkActions({
        shopId,
        store,
        channels,
        clock,
        random,
        receive: (...events) => inbox.receive(...events),
      })),
      ...(await unclearActions(shopId, store.records, clock)),
      ...options.moreActions,
    },
    runTurn: ({ conversation, contact }, events, now) =>
      runTurn({ conversation, contact, events }, { ...services(), commerce }, now),
  });
  const inbox = createInbox({ store: store.conversations, worker, changes, metrics });
  const scheduler: Scheduler = await openScheduler({
    backend: options.jobs,
    handlers: [
      startConversations(inbox.receive, clock),
      watchStock(() => tellOfReturns(waiting)),
      endLeftOrders(() =>
        endOrders({ orders: commerce.orders, clock, shop: () => services().shop, unpaid: orderUnpaid }),
      ),
      ...cod.jobs,
      learnCompanions(commerce.inventory.refreshCompanions),
      takeSteps(sequences.take),
      undeliveredMessages(seeUndelivered({ ...sending, receive: inbox.receive })),
    ],
    clock,
    random,
    report: jobReport(log),
  });
  const { timeZone } = services().shop;
  const cron = { cron: everyFewMinutes, timeZone };
  const repeat = async (): Promise<void> => {
    for (const job of [stockReturns, leftOrders]) await scheduler.repeat(job, {}, cron, job.name);
    await cod.repeat();
    await scheduler.repeat(companions, {}, { cron: everyNight, timeZone }, companions.name);
  };
  await repeat();
  return {
    inbox,
    worker,
    scheduler,
    repeat,
    changes,
    metrics,
    returnDesk: createReturnDesk({ returns: commerce.returns, clock, begin: sending.begin }),
    cod,
    shopEvents: await createShopEvents({
      shopId,
      store,
      commerce,
      clock,
      shop: () => services().shop,
      happened,
    }),
    happened,
    sequences,
  };
}
