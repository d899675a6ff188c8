import type { Logger } from "pino";
import { createEmail } from "../channels/email/index.ts";
import { addressOf } from "../channels/email/mailbox.ts";
import { createMessenger } from "../channels/messenger/index.ts";
import { createTelegram } from "../channels/telegram/index.ts";
import { createTwilio } from "../channels/twilio/index.ts";
import { createWhatsApp } from "../channels/whatsapp/index.ts";
import type { Channel } from "../models/ports/channel.ts";
import type { Clock } from "../models/ports/clock.ts";
import type { Door, ReceiveArrivals } from "./arrivals.ts";
import type { AccountSettings } from "./channel-settings.ts";

export interface AccountServices {
  clock: Clock;
  log: Logger;
  shopName: string;
  /** The origin under which vendors find us. */
  publicUrl?: string;
}

/** What an account does by itself while the server runs. */
export interface Listener {
  /** One process at a time does it for all. */
  name: string;
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

const pathOf = ({ vendor, key }: AccountSettings): string => (key === null ? vendor : `${vendor}/${key}`);

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

type SettingsOf<V extends AccountSettings["vendor"]> = Extract<AccountSettings, { vendor: V }>;

function openWhatsApp(
  { settings: { phoneNumberId, ...settings } }: SettingsOf<"whatsapp">,
  { clock, publicUrl }: AccountServices,
): Account {
  const { channel, webhook } = createWhatsApp({ account: phoneNumberId, publicUrl, clock, ...settings });
  const accountOf = (id: string): string | null => (id === phoneNumberId ? id : null);
  return { channel, door: { channel: "whatsapp", webhook, accountOf } };
}

function openMessenger(
  { settings: { pageId, ...settings } }: SettingsOf<"messenger">,
  { clock, publicUrl }: AccountServices,
): Account {
  const page = pageId ?? "page";
  const { channel, webhook } = createMessenger({ account: page, publicUrl, clock, ...settings });
  // A page whose id was not given is the one that its app tells of.
  const accountOf = (id: string): string | null => (pageId === undefined || id === pageId ? page : null);
  return { channel, door: { channel: "messenger", webhook, accountOf } };
}

function openTelegram(account: SettingsOf<"telegram">, { clock, log, publicUrl }: AccountServices): Account {
  const { botToken: token, mode, ...settings } = account.settings;
  const bot = token.split(":")[0]!;
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
  const listen: Listener["listen"] =
    mode === "polling"
      ? (receive, signal) => telegram.poll((arrivals) => receive(door, arrivals), signal, onFault)
      : async (_, signal) => {
          if (publicUrl?.startsWith("https:"))
            await telegram.setWebhook(`${publicUrl}/webhooks/${pathOf(account)}`, signal).catch(onFault);
        };
  return { channel: telegram.channel, door, listener: { name: `telegram ${bot}`, listen } };
}

/** What is only a courtesy takes no longer. */
const signalMs = 5_000;

function openTwilio(account: SettingsOf<"twilio">, { clock, publicUrl }: AccountServices): Account {
  const { from } = account.settings;
  const twilio = createTwilio({
    account: from,
    ...account.settings,
    publicUrl,
    clock,
    // Without a key the receipts have an address of their own.
    ...(publicUrl && account.key && { statusCallbackUrl: `${publicUrl}/webhooks/${pathOf(account)}` }),
  });
  const door = {
    channel: "twilio",
    webhook: twilio.webhook,
    accountOf: (id: string) => (id === from ? from : null),
  };
  return { channel: twilio.channel, door };
}

function openResend(
  { settings }: SettingsOf<"resend">,
  { clock, shopName, publicUrl }: AccountServices,
): Account {
  const address = addressOf(settings.from)!;
  const { channel, webhook } = createEmail({ account: address, shopName, publicUrl, clock, ...settings });
  const accountOf = (to: string): string | null => (to === address ? address : null);
  return { channel, door: { channel: "email", webhook, accountOf } };
}
