import { setImmediate } from "node:timers/promises";
import type { Clock } from "../models/ports/clock.ts";
import type { ChannelName } from "./channels.ts";
import type { Chats, Entry } from "./chats.ts";
import type { Deed } from "./deeds.ts";
import type { Faults } from "./faults.ts";
import type { Post } from "./post.ts";
import { type Tap, tapsOf } from "./shown.ts";
import type { Timeline } from "./timeline.ts";
import { type Act, CannotError, type Reported, type Shopper, type Tapped, type Vendor } from "./vendor.ts";

export interface Who {
  from: string;
  name?: string | undefined;
  /** Of their app: `fr`, `ar` or `en`. */
  language?: string | undefined;
}

/** What shoppers do, and what the vendors tell the product of it and of its messages. */
export interface Shoppers {
  serve(vendors: readonly Vendor[]): void;
  find(channel: ChannelName, id: string): Shopper | undefined;
  /**
   * @returns the chat's new entry, once the product has answered the vendor's calls; null: there is nothing to see.
   * @throws {CannotError}
   */
  act(channel: ChannelName, who: Who, deed: Deed): Promise<Entry | null>;
  /** The receipts of a message, as the faults of its channel have them. */
  report(entry: Entry, reported: readonly Reported[]): void;
  clear(): void;
}

export function createShoppers(services: {
  clock: Clock;
  chats: Chats;
  faults: Faults;
  timeline: Timeline;
  post: Post;
}): Shoppers {
  const { clock, chats, faults, timeline, post } = services;
  const known = new Map<string, Shopper>();
  let vendors: readonly Vendor[] = [];

  const vendorOf = (channel: ChannelName): Vendor => vendors.find((one) => one.channels.includes(channel))!;
  const keyOf = (channel: ChannelName, id: string): string => `${channel} ${id}`;

  function meet(channel: ChannelName, { from, name, language }: Who): Shopper {
    const id = vendorOf(channel).addressOf(channel, from);
    const shopper = known.get(keyOf(channel, id)) ?? {
      id,
      name: name ?? "Salma",
      language: language ?? "fr",
      wroteAt: null,
      blocks: false,
      optedOut: false,
    };
    if (name !== undefined) shopper.name = name;
    if (language !== undefined) shopper.language = language;
    known.set(keyOf(channel, id), shopper);
    return shopper;
  }

  /** A finger finds the newest of what it looks for. */
  function found(channel: ChannelName, shopper: Shopper, what: string): Omit<Tapped, "kind"> {
    const chat = chats.all().filter((entry) => entry.channel === channel && entry.shopper === shopper.id);
    const isMeant = ({ label, value }: Tap): boolean => label === what || value === what;
    for (const entry of chat.toReversed()) {
      if (entry.by === "shopper") continue;
      const tap = tapsOf(entry.shows).find(isMeant);
      if (tap) return { tap, entry };
    }
    const tap = vendorOf(channel).menu?.(shopper.language).find(isMeant);
    if (tap) return { tap, entry: null };
    throw new CannotError(`Nothing in this chat can be tapped that is called “${what}”.`);
  }

  /** Makes the calls, one after the other. @returns what the last was answered */
  async function call(channel: ChannelName, calls: ReturnType<Vendor["act"]>["calls"]): Promise<number> {
    let status = 200;
    for (const one of calls) status = await post.send(channel, vendorOf(channel).retryMs, one);
    return status;
  }

  return {
    serve(all) {
      vendors = all;
    },
    find: (channel, id) => known.get(keyOf(channel, id)),

    async act(channel, who, deed) {
      const vendor = vendorOf(channel);
      const shopper = meet(channel, who);
      if (deed.kind === "reads") return reads(channel, shopper);
      const act: Act = deed.kind === "tap" ? { kind: "tap", ...found(channel, shopper, deed.what) } : deed;
      if (act.kind === "tap" && act.tap.url !== undefined)
        throw new CannotError(`This opens ${act.tap.url}: the shop hears nothing of it.`);
      const { id, shows, calls } = vendor.act(channel, shopper, act);
      if (!silent.has(act.kind)) {
        reads(channel, shopper);
        shopper.wroteAt = clock.now();
      }
      const entry = chats.add(channel, { shopper: shopper.id, by: "shopper", id, shows });
      chats.change(entry, { answered: await call(channel, calls) });
      return entry;
    },

    report,
    clear: () => known.clear(),
  };

  function report(entry: Entry, reported: readonly Reported[]): void {
    const { receipts, receiptDelayMs } = faults.of(entry.channel);
    const vendor = vendorOf(entry.channel);
    const told = receipts === "reverse" ? reported.toReversed() : reported;
    timeline.at(clock.now().getTime() + receiptDelayMs, async () => {
      // The answer goes out first.
      await setImmediate();
      for (const one of told) {
        keep(entry, one);
        const receipt = receipts === "lose" ? null : vendor.receipt(entry, one);
        const times = receipts === "double" ? 2 : 1;
        for (let time = 0; receipt && time < times; time++)
          await post.send(entry.channel, vendor.retryMs, receipt);
      }
    });
  }

  function keep(entry: Entry, { state, code }: Reported): void {
    if (order.indexOf(state) < order.indexOf(entry.state ?? "accepted")) return;
    chats.change(entry, { state, ...(code !== undefined && { fault: String(code) }) });
  }

  /** Everything of the shop that came until now. Who writes does so as well. */
  function reads(channel: ChannelName, { id, blocks }: Shopper): null {
    for (const entry of chats.all())
      if (entry.channel === channel && entry.shopper === id && entry.state === "delivered" && !blocks)
        report(entry, [{ state: "read" }]);
    return null;
  }
}

/** What does not open the vendor's window for free words. */
const silent = new Set<Act["kind"]>(["edit", "blocks", "consent", "inbox"]);

const order = ["accepted", "sent", "delivered", "read", "failed"];
