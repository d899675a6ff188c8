import { readState } from "../../dialogs/engine/state.ts";
import { type Content, fromActivity } from "../../models/activity.ts";
import { inShop, type Product, productKind, stockKind } from "../../models/commerce.ts";
import type { TranscriptEntry } from "../../models/conversation.ts";
import type { EventOf, InboundEvent } from "../../models/events.ts";
import { phoneIdentity } from "../../models/identity.ts";
import { isOpen } from "../../models/order.ts";
import type { VirtualClock } from "../../models/ports/clock.ts";
import type { Commerce } from "../../models/ports/commerce.ts";
import type { OpenRecords } from "../../models/ports/records.ts";
import type { AcceptChange, ConversationStore } from "../../models/ports/store.ts";
import type { Core } from "../core.ts";
import { forgetReturns, moveReturn } from "./returns.ts";
import type { Script, Step } from "./script.ts";
import { tellEvent } from "./shop-events.ts";
import { placeOrder, sellInShop, setPrice, tellOfCourier } from "./shop-steps.ts";

/** Where a transcript is played. */
export interface Stage {
  core: Core;
  store: ConversationStore;
  clock: VirtualClock;
  commerce: Commerce;
  records: OpenRecords;
  shopId: string;
}

/** What a transcript said wrongly, with the line it stands on. */
export class TranscriptError extends Error {}

/**
 * Plays one conversation through the whole loop (accept, turn, commit, drain) and compares.
 * @throws {TranscriptError} at the first wrong, missing or extra reply
 */
export async function play(script: Script, stage: Stage): Promise<void> {
  const player = await openPlayer(stage, script);
  try {
    await player.run(script);
  } finally {
    await player.giveBack();
  }
}

/** A conversation that goes on from one script to the next. */
export async function openPlayer(
  stage: Stage,
  whose: Pick<Script, "name" | "phone" | "elsewhere"> = {},
): Promise<{ run(script: Script): Promise<void>; giveBack(): Promise<void> }> {
  const other =
    whose.elsewhere && new Player(stage, await open(stage, "elsewhere", { phone: whose.elsewhere }));
  return new Player(stage, await open(stage, "web", whose), other || null);
}

async function open(
  { store, shopId, clock }: Stage,
  channel: "web" | "elsewhere",
  { name, phone }: Pick<Script, "name" | "phone">,
): Promise<string> {
  const peer = `visitor-${Math.random()}`;
  const opened = await store.open({
    shopId,
    channel,
    account: shopId,
    peer,
    identities: [`${channel}:${peer}`],
    at: clock.now(),
    ...(name !== undefined && { claimed: { name } }),
    ...(phone !== undefined && { phone }),
  });
  return opened.conversationId;
}

class Player {
  readonly #stage: Stage;
  readonly #id: string;
  /** The conversation on another channel. */
  readonly #other: Player | null;
  #cursor = 0;
  #unread: TranscriptEntry[] = [];
  #buttons: { title: string; value: string }[] = [];
  #last: InboundEvent[] = [];
  #events = 0;
  readonly #stockBefore = new Map<string, number | null>();
  readonly #pricesBefore = new Map<string, Product>();
  /**
   * Placed in this conversation, or the one on the other channel; the last one is `{order}` in a script, for its number
   * depends on who played before.
   */
  readonly #orders: string[];
  /** What puts back what staff did, or the shop's system told, the last first. */
  readonly #undo: (() => Promise<void>)[] = [];

  constructor(stage: Stage, id: string, other: Player | null = null) {
    this.#stage = stage;
    this.#id = id;
    this.#other = other;
    this.#orders = other ? other.#orders : [];
  }

  /** Those who play after it find the stock as it was, and numbers that are nobody's. */
  async giveBack(): Promise<void> {
    const { store, shopId } = this.#stage;
    const phone = (await store.get(this.#id))?.contact.phone;
    if (phone !== undefined) await store.leave(shopId, [phoneIdentity(phone)]);
    for (const undo of this.#undo) await undo();
    const { reservations, inventory } = this.#stage.commerce;
    const products = await this.#stage.records(productKind);
    await products.replace([...this.#pricesBefore.values()]);
    for (const [sku, quantity] of this.#stockBefore) await inventory.updateStock(sku, quantity);
    for (const { key } of await reservations.ofConversation(this.#id)) await reservations.giveBack(key);
    for (const number of this.#orders) await this.#cancel(number);
    await forgetReturns(this.#stage, this.#id);
    if (this.#other) await this.#other.giveBack();
  }

  async #cancel(number: string): Promise<void> {
    const { orders } = this.#stage.commerce;
    const order = await orders.getOrder(number);
    if (order && isOpen(order.state)) await orders.moveOrder(number, { state: "cancelled", by: "staff" });
  }

  async run(script: Script): Promise<void> {
    const end = script.steps.at(-1)?.line ?? script.line;
    for (const step of script.steps) await this.#whose(step).#step(step);
    this.#expectNothingMore(end);
    if (this.#other) this.#other.#expectNothingMore(end);
  }

  #whose({ elsewhere, line }: Step): Player {
    if (!elsewhere) return this;
    if (!this.#other) throw this.#error(line, 'no number stands below the title: "elsewhere: +212…"');
    return this.#other;
  }

  async #step(step: Step): Promise<void> {
    if (step.kind === "says") return this.#expect(step);
    if (step.kind === "silent") return this.#expectNothingMore(step.line);
    this.#expectNothingMore(step.line);
    switch (step.kind) {
      case "writes":
        return this.#receive(step.texts.map((text) => ({ ...this.#stamp(), kind: "text", text })));
      case "taps": {
        const button = this.#buttons.findLast(({ title }) => title === step.title);
        if (!button)
          throw this.#error(
            step.line,
            `no button "${step.title}" was shown; there are: ${this.#buttons.map(({ title }) => title).join(" | ")}`,
          );
        return this.#receive([{ ...this.#stamp(), kind: "tap", ...button }]);
      }
      case "sends":
        return this.#receive([
          step.media === "location"
            ? { ...this.#stamp(), kind: "location", latitude: 33.58, longitude: -7.62 }
            : this.#media(step.media as "image", step.phone),
        ]);
      case "again":
        return this.#receive(this.#last);
      case "later":
        this.#stage.clock.advance(step.milliseconds);
        return this.#runDue();
      case "return":
        this.#undo.unshift(await moveReturn(this.#stage, step));
        return this.#catchUp();
      case "event":
        this.#undo.unshift(await tellEvent(this.#stage, this.#filled(step.event)));
        return this.#catchUp();
      case "sells":
        return this.#sell(step.sku, step.line);
      case "price": {
        const before = await setPrice(this.#stage, step.product, step.amountMinor);
        if (!this.#pricesBefore.has(before.id)) this.#pricesBefore.set(before.id, before);
        return;
      }
      case "stock":
        return this.#setStock(step.sku, step.quantity);
      case "starts":
        return this.#receive([{ ...this.#stamp(), kind: "start", flow: step.flow, slots: step.slots }]);
      case "orders":
        return this.#order(step);
      case "courier":
        return this.#tellOfCourier(step);
      case "stands": {
        const order = await this.#stage.commerce.orders.getOrder(this.#orders.at(-1) ?? "");
        if (order?.state !== step.state)
          throw this.#error(step.line, `the order is ${order?.state}, not ${step.state}`);
        return;
      }
      case "staff":
        return this.#staff(step.action, step.text);
    }
  }

  async #order(step: Extract<Step, { kind: "orders" }>): Promise<void> {
    await this.#keepStock(step.sku);
    const key = `${this.#stage.shopId}:${this.#id}:${this.#orders.length}`;
    const order = await this.#at(step, placeOrder(this.#stage, step, { conversationId: this.#id, key }));
    this.#orders.push(order.number);
    await this.#stage.core.cod.placed(order);
  }

  async #tellOfCourier(step: Extract<Step, { kind: "courier" }>): Promise<void> {
    await this.#at(step, tellOfCourier(this.#stage, this.#orders.at(-1) ?? "", step));
    await this.#runDue();
  }

  /** What the shop could not do is told with the line that asked for it. */
  #at<T>({ line }: Step, deed: Promise<T>): Promise<T> {
    return deed.catch(({ message }: Error) => {
      throw this.#error(line, message);
    });
  }

  async #runDue(): Promise<void> {
    await this.#stage.core.scheduler.runDue(this.#stage.clock.now());
    await this.#stage.core.worker.poll();
    return this.#catchUp();
  }

  async #keepStock(sku: string): Promise<void> {
    const { records, shopId } = this.#stage;
    const stock = await (await records(stockKind)).get(inShop(shopId, sku));
    if (stock && !this.#stockBefore.has(sku)) this.#stockBefore.set(sku, stock.doc.quantity);
  }

  async #setStock(sku: string, quantity: number): Promise<void> {
    const { commerce } = this.#stage;
    await this.#keepStock(sku);
    await commerce.inventory.updateStock(sku, quantity);
  }

  async #sell(sku: string, line: number): Promise<void> {
    const { contact } = (await this.#stage.store.get(this.#id))!;
    if (contact.phone === undefined)
      throw this.#error(line, 'nobody knows who buys: write "phone: +212…" below the title');
    this.#undo.unshift(await sellInShop(this.#stage, sku, contact));
    return this.#catchUp();
  }

  #expectNothingMore(line: number): void {
    const [extra] = this.#unread;
    if (extra)
      throw this.#error(
        line,
        `the bot said more than is written:\n${this.#asWritten(describe(contentOf(extra)))}`,
      );
  }

  #expect(step: Extract<Step, { kind: "says" }>): void {
    const entry = this.#unread.shift();
    if (!entry) throw this.#error(step.line, `nothing was said, expected:\n  ${step.text}`);
    const content = contentOf(entry);
    const said = (content.text ?? "").replaceAll("\n", " / ");
    const from = entry.from === "staff" ? "staff" : "bot";
    const buttons = (content.choices ?? []).map(({ title }) => title);
    const cards = (content.cards ?? []).map(({ title }) => title);
    const fits =
      from === step.from &&
      matches(said, this.#filled(step.text)) &&
      (step.image === undefined || content.image?.url === step.image) &&
      (step.document === undefined || content.document?.name === step.document) &&
      (!step.buttons || buttons.join(" | ") === step.buttons.join(" | ")) &&
      (!step.cards || cards.join(" | ") === step.cards.join(" | "));
    if (!fits)
      throw this.#error(
        step.line,
        `expected:\n  ${step.text}\n  buttons: ${step.buttons?.join(" | ")}\n  cards: ${step.cards?.join(" | ")}\nbut ${from} said:\n${this.#asWritten(describe(content))}`,
      );
    this.#buttons.push(...(content.choices ?? []), ...(content.cards ?? []).flatMap((card) => card.buttons));
  }

  async #staff(action: "take" | "reply" | "handBack", text: string): Promise<void> {
    const change: AcceptChange | undefined =
      action === "take"
        ? {
            owner: "staff",
            handover: {
              reason: "taken",
              summary: "",
              at: this.#stage.clock.now().toISOString(),
              takenBy: "Sara",
            },
          }
        : action === "handBack"
          ? { owner: "bot", handover: null }
          : undefined;
    const event: InboundEvent = {
      ...this.#stamp(),
      kind: "staff",
      action,
      by: "Sara",
      ...(text && { text }),
    };
    await this.#receive([event], change);
  }

  async #receive(events: InboundEvent[], change?: AcceptChange): Promise<void> {
    this.#last = events;
    await this.#stage.core.inbox.receive(this.#id, events, change);
    await this.#stage.core.worker.idle();
    await this.#catchUp();
  }

  async #catchUp(): Promise<void> {
    await this.#stage.core.worker.idle();
    if (this.#other) await this.#other.#catchUp();
    const entries = await this.#stage.store.transcript(this.#id, this.#cursor);
    this.#cursor = entries.at(-1)?.seq ?? this.#cursor;
    const said = entries.filter(
      ({ from, status }) => (from === "bot" || from === "staff") && status === "sent",
    );
    this.#unread.push(...said);
    await this.#noteOrder();
  }

  async #noteOrder(): Promise<void> {
    const { state } = (await this.#stage.store.get(this.#id))!.conversation;
    const { order: number } = readState(state).memory;
    if (number === undefined || this.#orders.includes(number)) return;
    const order = await this.#stage.commerce.orders.getOrder(number);
    if (order?.conversationId === this.#id) this.#orders.push(number);
  }

  #filled(text: string): string {
    return text.replaceAll("{order}", this.#orders.at(-1) ?? "{order}");
  }

  #asWritten(text: string): string {
    return this.#orders.reduce((written, number) => written.replaceAll(number, "{order}"), text);
  }

  /** A picture is there, as one from the page always is. */
  #media(media: EventOf<"media">["media"], phone: string | undefined): InboundEvent {
    const stamp = this.#stamp();
    const mediaId = media === "image" ? `${stamp.key.replace(":", "-").padEnd(32, "-")}.jpg` : undefined;
    return { ...stamp, kind: "media", media, ...(mediaId && { mediaId }), ...(phone && { phone }) };
  }

  #stamp(): { key: string; at: string } {
    this.#events++;
    return { key: `web:${this.#events}`, at: this.#stage.clock.now().toISOString() };
  }

  #error(line: number, what: string): TranscriptError {
    return new TranscriptError(`line ${line}: ${what}`);
  }
}

const contentOf = (entry: TranscriptEntry): Content => fromActivity(entry.activity ?? {});

/** Literal but for "…", which stands for any text. */
function matches(said: string, expected: string): boolean {
  const parts = expected.split("…").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "su").test(said);
}

/** As it would be written in a transcript, to copy from. */
function describe(content: Content): string {
  const { text = "", choices = [], cards = [], document } = content;
  return [
    `bot: ${text.replaceAll("\n", " / ")}`,
    choices.length > 0 && `  buttons: ${choices.map(({ title }) => title).join(" | ")}`,
    document && `  document: ${document.name}`,
    cards.length > 0 && `  cards: ${cards.map(({ title }) => title).join(" | ")}`,
  ]
    .filter(Boolean)
    .join("\n");
}
