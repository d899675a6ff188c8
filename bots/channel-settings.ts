import { readFile } from "node:fs/promises";
import { z } from "zod";
import { addressOf } from "../channels/email/mailbox.ts";

const secret = z.string().min(1);
const apiUrl = z.url({ protocol: /^https?$/ }).optional();

/** What one account of each vendor needs. Optional: the address of the vendor's API, for a stand-in of it. */
const Settings = {
  whatsapp: z.strictObject({
    phoneNumberId: secret,
    accessToken: secret,
    appSecret: secret,
    verifyToken: secret,
    apiUrl,
  }),
  messenger: z.strictObject({
    pageToken: secret,
    /** Without it every page that the app's webhook tells of is this one. */
    pageId: secret.optional(),
    /** Where other apps, or the page's inbox, may have a conversation: by it we know ours. */
    appId: z.string().regex(/^\d+$/, "the app's id, in digits").optional(),
    appSecret: secret,
    verifyToken: secret,
    apiUrl,
  }),
  telegram: z
    .strictObject({
      /** `sandbox-` begins one of a stand-in. */
      botToken: z
        .string()
        .regex(/^(?:sandbox-)?\d+:[\w-]+$/, "a token of @BotFather, such as 110201543:AAHdqTcv"),
      webhookSecret: z
        .string()
        .regex(/^[\w-]{1,256}$/, "1 to 256 of A-Z, a-z, 0-9, _ and -")
        .optional(),
      /** `polling`: we ask Telegram, and need no public address. */
      mode: z.enum(["webhook", "polling"]).default("webhook"),
      apiUrl,
    })
    .refine(({ mode, webhookSecret }) => mode === "polling" || webhookSecret !== undefined, {
      path: ["webhookSecret"],
      error: "is missing; telegram needs it",
    }),
  twilio: z.strictObject({
    accountSid: z.string().regex(/^AC[0-9a-f]{32}$/i, "AC and 32 hexadecimal digits"),
    authToken: secret,
    from: z
      .string()
      .regex(
        /^(?:whatsapp:)?(?:\+\d{6,15}|MG[0-9a-f]{32}|[\w ]{1,11})$/i,
        "a number such as +15005550006, whatsapp:+15005550006, or a messaging service (MG…)",
      ),
    apiUrl,
  }),
  resend: z.strictObject({
    /** One with full access: a key that may only send cannot read what comes in. */
    apiKey: secret,
    webhookSecret: z
      .string()
      .regex(/^whsec_[A-Za-z0-9+/]+=*$/, "the signing secret of the webhook (whsec_…)"),
    from: z
      .string()
      .refine((from) => addressOf(from) !== null, "a mailbox such as Dar Lina <bonjour@shop.example>"),
    apiUrl,
  }),
};
export type Vendor = keyof typeof Settings;
export const vendors = Object.keys(Settings) as Vendor[];

/** An account of a vendor. `key` is the end of its webhook's path, `/webhooks/<vendor>/<key>`; null: the bare path. */
export type AccountSettings = {
  [V in Vendor]: { vendor: V; key: string | null; settings: z.infer<(typeof Settings)[V]> };
}[Vendor];

export type SettingsOf<V extends Vendor> = z.infer<(typeof Settings)[V]>;

/** Where an account's vendor calls, by what follows `/webhooks/`: `twilio`, `twilio/rabat`. */
export const pathOf = ({ vendor, key }: AccountSettings): string =>
  key === null ? vendor : `${vendor}/${key}`;

/** We ask its vendor, which has no webhook to call. */
export const polls = ({ vendor, settings }: AccountSettings): boolean =>
  vendor === "telegram" && settings.mode === "polling";

/** `TWILIO_AUTH_TOKEN` for the auth token of Twilio, and so on. */
export const variableOf = (vendor: Vendor, setting: string): string =>
  `${vendor}_${setting.replace(/[A-Z]/g, (letter) => `_${letter}`)}`.toUpperCase();

/** Where the operator finds a setting of an account: in a variable, or in CHANNELS_FILE. */
export const placeOf = ({ vendor, key }: AccountSettings, setting: string): string =>
  key === null ? variableOf(vendor, setting) : `CHANNELS_FILE ${vendor}/${key}.${setting}`;

/** The settings of one vendor, each by its name. */
export const settingsOf = (vendor: Vendor): string[] => Object.keys(Settings[vendor].shape);

/** The variables of one vendor, each by its name. */
export const variablesOf = (vendor: Vendor): string[] =>
  settingsOf(vendor).map((setting) => variableOf(vendor, setting));

/** Every variable that gives a setting of a channel, by its name. */
export const channelVariables: readonly string[] = vendors.flatMap(variablesOf);

/**
 * The accounts that the environment names: a vendor with none of its variables set is off.
 * @returns the faults as lines, `VARIABLE: what is wrong`.
 */
export function accountsOf(env: Record<string, string | undefined>): {
  accounts: AccountSettings[];
  faults: string[];
} {
  const read = vendors.flatMap((vendor) => {
    const names = settingsOf(vendor);
    const given = names.flatMap((name): [string, string][] => {
      const value = env[variableOf(vendor, name)];
      return value === undefined ? [] : [[name, value]];
    });
    return given.length === 0
      ? []
      : [parse(vendor, null, Object.fromEntries(given), (name) => variableOf(vendor, name))];
  });
  return {
    accounts: read.flatMap(({ account }) => account ?? []),
    faults: read.flatMap(({ faults }) => faults),
  };
}

const Listed = z.looseObject({
  channel: z.enum(vendors as [Vendor, ...Vendor[]]),
  key: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "small letters, digits and hyphens")
    .refine((key) => key !== "status", "any but status, which is the address of Twilio's receipts"),
  shopId: z.string(),
});

/** The file CHANNELS_FILE does not fit. The message names every fault with its place. */
export class ChannelsFileError extends Error {
  override readonly name = "ChannelsFileError";
  readonly kind = "channels-file";
}

/**
 * More accounts, as CHANNELS_FILE lists them: `[{"channel": "twilio", "key": "rabat", "shopId": "…", …}]` with the
 * settings by the names of {@link Settings}.
 * @throws {ChannelsFileError}
 */
export async function readChannelsFile(path: string, shopId: string): Promise<AccountSettings[]> {
  const refuse = (lines: string[]): never => {
    throw new ChannelsFileError(`CHANNELS_FILE ${path}:\n${lines.map((line) => `  ${line}`).join("\n")}`);
  };
  const text = await readFile(path, "utf8").catch((cause: Error) => refuse([cause.message]));
  const list = z.array(Listed).safeParse(jsonOf(text, refuse));
  if (!list.success)
    return refuse(list.error.issues.map(({ path: at, message }) => `${jsonPath(at)}: ${message}`));
  const seen = new Map<string, { at: number; settings: Record<string, unknown> }>();
  const read = list.data.map(({ channel, key, shopId: shop, ...settings }, at) => {
    const parsed = parse(channel, key, settings, (name) => `[${at}].${name}`);
    if (shop !== shopId) parsed.faults.push(`[${at}].shopId: ${shop}; the shop of this server is ${shopId}`);
    const before = seen.get(`${channel}/${key}`);
    if (before) parsed.faults.push(...sharingFaults(channel, settings, before, at));
    else seen.set(`${channel}/${key}`, { at, settings });
    return parsed;
  });
  const faults = read.flatMap((one) => one.faults);
  return faults.length > 0 ? refuse(faults) : read.flatMap(({ account }) => account ?? []);
}

function parse(
  vendor: Vendor,
  key: string | null,
  settings: Record<string, unknown>,
  placeOf: (setting: string) => string,
): { account: AccountSettings | null; faults: string[] } {
  const parsed = Settings[vendor].safeParse(settings);
  if (parsed.success)
    return { account: { vendor, key, settings: parsed.data } as AccountSettings, faults: [] };
  return {
    account: null,
    faults: parsed.error.issues.map(({ path, message, code, ...issue }) =>
      code === "unrecognized_keys" && "keys" in issue
        ? `${placeOf(issue.keys.join(", "))}: ${vendor} has no such setting`
        : `${placeOf(path.join("."))}: ${isAbsent(settings, path) ? `is missing; ${vendor} needs it` : message}`,
    ),
  };
}

/** What one app of Meta has in common, and what its numbers or pages differ in. */
const ofOneApp: Partial<Record<Vendor, { shared: string[]; own: string }>> = {
  whatsapp: { shared: ["appSecret", "verifyToken"], own: "phoneNumberId" },
  messenger: { shared: ["appId", "appSecret", "verifyToken"], own: "pageId" },
};

/** Several accounts at one address: only numbers or pages of the same app. */
function sharingFaults(
  vendor: Vendor,
  settings: Record<string, unknown>,
  first: { at: number; settings: Record<string, unknown> },
  at: number,
): string[] {
  const app = ofOneApp[vendor];
  if (!app) return [`[${at}].key: ${vendor} has one account for a key, and [${first.at}] has this one`];
  const { shared, own } = app;
  const differing = shared.filter((name) => settings[name] !== first.settings[name]);
  const isApart =
    [settings[own], first.settings[own]].every((id) => id !== undefined) &&
    settings[own] !== first.settings[own];
  return [
    ...differing.map((name) => `[${at}].${name}: another than that of [${first.at}], which has the same key`),
    ...(isApart ? [] : [`[${at}].${own}: each that shares a key needs one of its own`]),
  ];
}

const isAbsent = (settings: Record<string, unknown>, [name]: PropertyKey[]): boolean =>
  settings[String(name)] === undefined;

function jsonOf(text: string, refuse: (lines: string[]) => never): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return refuse([`is no JSON: ${(error as Error).message}`]);
  }
}

const jsonPath = (path: PropertyKey[]): string =>
  path.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`)).join("");
