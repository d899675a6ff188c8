import { join } from "node:path";
import { z } from "zod";
import { type Retention, shortestTranscriptDays } from "../models/retention.ts";
import { type AccountSettings, accountsOf } from "./channel-settings.ts";

const aPort = "give a whole number from 0 (any free port) to 65535";
const perMinute = z.coerce.number("a whole number").int("a whole number").min(1, "at least 1");
const days = (least: number) =>
  z.coerce.number("a whole number").int("a whole number").min(least, `at least ${least}`);
const originOf = z
  .string()
  .refine(
    (value) => /^https?:/.test(value) && URL.canParse(value) && new URL(value).origin === value,
    "an origin such as https://shop.example, without path or final slash",
  );

/** A comma-separated list. */
const list = (item: z.ZodType<string, string>) =>
  z
    .string()
    .transform((text) =>
      text
        .split(",")
        .map((part) => part.trim())
        .filter(Boolean),
    )
    .pipe(z.array(item));

/** One entry for every environment variable that the server reads; `.env.example` documents them. */
export const Environment = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  PORT: z.coerce.number(aPort).int(aPort).min(0, aPort).max(65_535, aPort).default(3978),
  HOST: z.string().default("127.0.0.1"),
  DATA_DIR: z.string().default("./data"),
  LOCALES_DIR: z.string().optional(),
  MONGODB_URI: z
    .string()
    .regex(
      /^mongodb(?:\+srv)?:\/\/[^/?]+\/[^/?]+/,
      "a connection string with the name of a database, such as mongodb://localhost:27017/hanout",
    )
    .optional(),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  PUBLIC_URL: originOf.optional(),
  TRUST_PROXY: list(
    z.union([z.enum(["loopback", "linklocal", "uniquelocal"]), z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], {
      error: "IP addresses, CIDR ranges, loopback, linklocal or uniquelocal, separated by commas",
    }),
  ).default([]),
  ALLOWED_ORIGINS: list(originOf).default([]),
  RATE_NEW_CONVERSATIONS_PER_MINUTE: perMinute.default(120),
  RATE_MESSAGES_PER_MINUTE: perMinute.default(2000),
  RATE_CONVERSATION_MESSAGES_PER_MINUTE: perMinute.default(300),
  RETENTION_TRANSCRIPT_DAYS: days(shortestTranscriptDays).default(400),
  RETENTION_FAILED_DAYS: days(1).default(90),
  EVENTS_SECRET: list(z.string().min(16, "secrets of at least 16 characters, separated by commas")).default(
    [],
  ),
  CHANNELS_FILE: z.string().optional(),
  MICROSOFT_APP_ID: z.string().optional(),
  MICROSOFT_APP_PASSWORD: z.string().optional(),
  MICROSOFT_APP_TENANT_ID: z.string().optional(),
});

/** The server's settings, read once at start. */
export interface Config {
  development: boolean;
  port: number;
  host: string;
  dataDir: string;
  /** The shop's own locale files, laid over the default ones; the folder may be missing. */
  localesDir: string;
  /** The store, for one or several processes; without it, the embedded one in `dataDir`, for one. */
  mongodbUri?: string;
  logLevel: z.infer<typeof Environment>["LOG_LEVEL"];
  /** The origin under which shoppers reach this server; without it, the one they asked for. */
  publicUrl?: string;
  /** Proxies whose `X-Forwarded-For` is believed; nobody's when empty. */
  trustProxy: string[];
  /** Origins of pages that may carry the widget, besides our own. */
  allowedOrigins: string[];
  rates: {
    newConversationsPerMinute: number;
    /** Per address. */
    messagesPerMinute: number;
    conversationMessagesPerMinute: number;
  };
  retention: Retention;
  /** By which the shop's own systems sign what they tell, while one is changed by several; none: nobody can. */
  eventSecrets: string[];
  /** The accounts of vendors that the environment names. */
  accounts: AccountSettings[];
  /** A file that lists more of them. */
  channelsFile?: string;
  microsoft: { appId: string; password: string; tenantId?: string } | null;
}

/** The environment does not fit. The message names every variable at fault and what it must be. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/**
 * The settings in an environment (`process.env`); an empty variable counts as absent.
 * @throws {ConfigError} naming every fault at once
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const parsed = Environment.safeParse(present);
  const { accounts, faults: accountFaults } = accountsOf(present);
  const faults = [
    ...(parsed.error?.issues.map(({ path, message }) => `  ${String(path[0])}: ${message}`) ?? []),
    ...accountFaults.map((fault) => `  ${fault}`),
    ...missingCredentials(present),
  ];
  if (!parsed.success || faults.length > 0)
    throw new ConfigError(
      `The environment has ${faults.length} fault(s); see .env.example for each variable:\n${faults.join("\n")}`,
    );
  const values = parsed.data;
  return {
    development: values.NODE_ENV === "development",
    port: values.PORT,
    host: values.HOST,
    dataDir: values.DATA_DIR,
    localesDir: values.LOCALES_DIR ?? join(values.DATA_DIR, "locales"),
    logLevel: values.LOG_LEVEL,
    ...(values.MONGODB_URI !== undefined && { mongodbUri: values.MONGODB_URI }),
    ...(values.PUBLIC_URL !== undefined && { publicUrl: values.PUBLIC_URL }),
    trustProxy: values.TRUST_PROXY,
    allowedOrigins: values.ALLOWED_ORIGINS,
    rates: {
      newConversationsPerMinute: values.RATE_NEW_CONVERSATIONS_PER_MINUTE,
      messagesPerMinute: values.RATE_MESSAGES_PER_MINUTE,
      conversationMessagesPerMinute: values.RATE_CONVERSATION_MESSAGES_PER_MINUTE,
    },
    retention: {
      transcriptDays: values.RETENTION_TRANSCRIPT_DAYS,
      failedDays: values.RETENTION_FAILED_DAYS,
    },
    eventSecrets: values.EVENTS_SECRET,
    accounts,
    ...(values.CHANNELS_FILE !== undefined && { channelsFile: values.CHANNELS_FILE }),
    microsoft:
      values.MICROSOFT_APP_ID && values.MICROSOFT_APP_PASSWORD
        ? {
            appId: values.MICROSOFT_APP_ID,
            password: values.MICROSOFT_APP_PASSWORD,
            ...(values.MICROSOFT_APP_TENANT_ID && { tenantId: values.MICROSOFT_APP_TENANT_ID }),
          }
        : null,
  };
}

/** The Bot Framework needs its id and its password, or neither. */
function missingCredentials(env: Record<string, string | undefined>): string[] {
  const needed = ["MICROSOFT_APP_ID", "MICROSOFT_APP_PASSWORD"];
  if (![...needed, "MICROSOFT_APP_TENANT_ID"].some((name) => env[name])) return [];
  return needed
    .filter((name) => !env[name])
    .map((name) => `  ${name}: is missing; the Bot Framework needs ${needed.join(" and ")} together`);
}
