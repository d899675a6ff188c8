import type { Logger } from "pino";
import { createEmail } from "../channels/email/index.ts";
import { addressOf } from "../channels/email/mailbox.ts";
import { createMessenger, type Profile } from "../channels/messenger/index.ts";
import { createTelegram } from "../channels/telegram/index.ts";
import { createTwilio } from "../channels/twilio/index.ts";
import { createWhatsApp } from "../channels/whatsapp/index.ts";
import type { Language } from "../models/language.ts";
import { encodePayload } from "../models/payload.ts";
import type { Channel } from "../models/ports/channel.ts";
import type { Clock } from "../models/ports/clock.ts";
import type { OpenRecords } from "../models/ports/records.ts";
import type { Door, ReceiveArrivals } from "./arrivals.ts";
import { createCatchUp } from "./catch-up.ts";
import { type AccountSettings, pathOf } from "./channel-settings.ts";
import { createRequestTurns } from "./request-turns.ts";
import type { SendRates } from "./send-rates.ts";

export interface AccountServices {
  clock: Clock;
  log: Logger;
  records: OpenRecords;
  rates: SendRates;
  shopName: string;
  /** What suits anybody, in the words of each of the shop's languages, the first language first. */
  menus: readonly Menu[];
  /** The origin under which vendors find us. */
  publicUrl?: string;
}

/** Next steps by the flows that they begin. */
export interface Menu {
  language: Language;
  items: { title: string; flow: string }[];
}

/** What an account does by itself while the server runs. */
export interface Listener {
  /** One process at a time does it for all, unless each has to. */
  name: string;
  inEachProcess?: true;
  /** Settles once `signal` is aborted. */
  listen(receive: ReceiveArrivals, signal: AbortSignal): Promise<void>;
}

interface Account {
  channel: Channel;
  door: Door;
  listener?: Listener;
}

export interface OpenedAccounts {
  channels: Channel[];
  /** Where vendors call, by what follows `/webhooks/`. */
  doors: ReadonlyMap<string, Door>;
  listeners: Listener[];
}

export function openAccounts(all: readonly AccountSettings[], services: AccountServices): OpenedAccounts {
  const opened = all.map((settings) => ({ path: pathOf(settings), ...openAccount(settings, services) }));
  const doors = new Map<string, Door>();
  for (const { path, door } of opened) {
    const before = doors.get(path);
    doors.set(path, before ? shared(before, door) : door);
  }
  return {
    channels: opened.map(({ channel }) => channel),
    doors,
    listeners: opened.flatMap(({ listener }) => listener ?? []),
  };
}

/** Several numbers or pages of one app, which signs for all of them. */
const shared = (one: Door, other: Door): Door => ({
  ...one,
  accountOf: (id) => one.accountOf(id) ?? other.accountOf(id),
});

function openAccount(account: AccountSettings, services: AccountServices): Account {
  switch (account.vendor) {
    case "whatsapp":
      return openWhatsApp(account, services);
    case "messenger":
      return openMessenger(account, services);
    case "telegram":
      return openTelegram(account, services);
    case "twilio":
      return openTwilio(account, services);
    case "resend":
      return openResend(account, services);
  }
}

type AccountOf<V extends AccountSettings["vendor"]> = Extract<AccountSettings, { vendor: V }>;

function openWhatsApp(
  { settings: { phoneNumberId, ...settings } }: AccountOf<"whatsapp">,
  { clock, publicUrl }: AccountServices,
): Account {
  const { channel, webhook } = createWhatsApp({ account: phoneNumberId, publicUrl, clock, ...settings });
  const accountOf = (id: string): string | null => (id === phoneNumberId ? id : null);
  return { channel, door: { channel: "whatsapp", webhook, accountOf } };
}

function openMessenger(
  { settings: { pageId, ...settings } }: AccountOf<"messenger">,
  { clock, log, menus, publicUrl }: AccountServices,
): Account {
  const page = pageId ?? "page";
  const { channel, webhook, setProfile } = createMessenger({ account: page, publicUrl, clock, ...settings });
  // A page whose id was not given is the one that its app tells of.
  const accountOf = (id: string): string | null => (pageId === undefined || id === pageId ? page : null);
  const listen: Listener["listen"] = (_, signal) =>
    setProfile(profileOf(menus), within(signal)).catch((error: unknown) =>
      log.warn({ err: error, account: page }, "the menu of this page cannot be set"),
    );
  return {
    channel,
    door: { channel: "messenger", webhook, accountOf },
    listener: { name: `messenger ${page}`, listen },
  };
}

/** The button to begin, the menu and the first questions are the same next steps. */
const profileOf = (menus: readonly Menu[]): Profile => ({
  getStarted: startOf("smalltalk.greeting"),
  menus: menus.map(({ language, items }) => ({
    language,
    items: items.map(({ title, flow }) => ({ title, payload: startOf(flow) })),
  })),
  iceBreakers: menus.map(({ language, items }) => ({
    language,
    questions: items
      .slice(0, mostQuestions)
      .map(({ title, flow }) => ({ question: title, payload: startOf(flow) })),
  })),
});

/** Messenger's limit. */
const mostQuestions = 4;

const startOf = (flow: string): string => encodePayload({ kind: "start", flow, slots: {} });

function openTelegram(
  account: AccountOf<"telegram">,
  { clock, log, menus, publicUrl }: AccountServices,
): Account {
  const { botToken: token, mode, ...settings } = account.settings;
  const bot = /\d+(?=:)/.exec(token)![0];
  const telegram = createTelegram({ account: bot, token, publicUrl, clock, ...settings });
  const onFault = (error: unknown): void =>
    log.warn({ err: error, account: bot }, "Telegram cannot be reached");
  const door: Door = {
    channel: "telegram",
    webhook: telegram.webhook,
    accountOf: (id) => (id === bot ? bot : null),
    taken(arrivals) {
      for (const arrival of arrivals)
        if ("callbackId" in arrival && typeof arrival.callbackId === "string")
          telegram.answerCallback(arrival.callbackId, AbortSignal.timeout(signalMs)).catch(onFault);
    },
  };
  async function introduce(signal: AbortSignal): Promise<void> {
    for (const [place, { language, items }] of menus.entries()) {
      const titles = new Map(items.map(({ title, flow }) => [flow, title]));
      await telegram.setCommands({ titles, language, isFirst: place === 0 }, within(signal)).catch(onFault);
    }
  }
  const listen: Listener["listen"] = async (receive, signal) => {
    await introduce(signal);
    if (mode === "polling") await telegram.poll((arrivals) => receive(door, arrivals), signal, onFault);
    else if (publicUrl?.startsWith("https:"))
      await telegram.setWebhook(`${publicUrl}/webhooks/${pathOf(account)}`, within(signal)).catch(onFault);
  };
  return { channel: telegram.channel, door, listener: { name: `telegram ${bot}`, listen } };
}

/** What is only a courtesy takes no longer. */
const signalMs = 5_000;
const within = (signal: AbortSignal): AbortSignal => AbortSignal.any([signal, AbortSignal.timeout(signalMs)]);

/** Twilio calls a second time only where no connection was made. https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides */
function openTwilio(
  account: AccountOf<"twilio">,
  { clock, log, records, publicUrl }: AccountServices,
): Account {
  const { from } = account.settings;
  const twilio = createTwilio({
    account: from,
    ...account.settings,
    publicUrl,
    clock,
    // Without a key the receipts have an address of their own.
    ...(publicUrl && account.key && { statusCallbackUrl: `${publicUrl}/webhooks/${pathOf(account)}` }),
  });
  const catchUp = createCatchUp({ id: `twilio:${from}`, list: twilio.listMissed, records, clock, log });
  const door: Door = {
    channel: "twilio",
    webhook: twilio.webhook,
    accountOf: (id) => (id === from ? from : null),
    taken: catchUp.heard,
    missed: catchUp.missed,
  };
  const listen: Listener["listen"] = (receive, signal) =>
    catchUp.listen((arrivals) => receive(door, arrivals), signal);
  return { channel: twilio.channel, door, listener: { name: `twilio ${from}`, inEachProcess: true, listen } };
}

function openResend(
  { settings }: AccountOf<"resend">,
  { clock, rates, shopName, publicUrl }: AccountServices,
): Account {
  const address = addressOf(settings.from)!;
  const turn = createRequestTurns({ rates, clock });
  const { channel, webhook } = createEmail({
    account: address,
    shopName,
    publicUrl,
    clock,
    turn,
    ...settings,
  });
  const accountOf = (to: string): string | null => (to === address ? address : null);
  return { channel, door: { channel: "email", webhook, accountOf } };
}
