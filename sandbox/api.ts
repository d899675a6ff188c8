import { z } from "zod";
import { ChannelName } from "./channels.ts";
import type { Chats } from "./chats.ts";
import type { SandboxClock } from "./clock.ts";
import { Deed } from "./deeds.ts";
import { Duration, FaultOrder, type Faults } from "./faults.ts";
import type { Shoppers } from "./shoppers.ts";
import { readable } from "./shown.ts";
import { type Answer, type Asked, CannotError, type Vendor } from "./vendor.ts";

/** Answers what is asked below `/sandbox`. `gone`: nobody waits for it any more. */
export type Api = (asked: Asked, gone: AbortSignal) => Promise<Answer>;

interface Services {
  clock: SandboxClock;
  chats: Chats;
  faults: Faults;
  vendors: readonly Vendor[];
  /** What leads the product here. */
  environment: Readonly<Record<string, string>>;
  shoppers: Shoppers;
  reset(): void;
  settled(): Promise<void>;
}

const Who = z.object({
  from: z.string().min(1).max(200),
  name: z.string().min(1).max(100).optional(),
  language: z.enum(["fr", "ar", "en"]).optional(),
});
const TimeOrder = z.union([
  z.strictObject({ advance: Duration }),
  z.strictObject({ at: z.iso.datetime({ offset: true }) }),
]);
/** `wait`: seconds until which the answer may wait for something new. */
const SentQuery = z.strictObject({
  to: z.string().optional(),
  after: z.coerce.number().int().min(0).default(0),
  wait: z.coerce.number().min(0).max(60).default(0),
});
const ChatsQuery = SentQuery.pick({ after: true, wait: true });

/** The API for tests, demos and the page; README.md has an example of each. */
export function createApi(services: Services): Api {
  const { clock, chats, faults, vendors, environment, shoppers, reset, settled } = services;
  const time = () => ({ now: clock.now().toISOString() });

  async function waited(holds: () => boolean, seconds: number, gone: AbortSignal): Promise<void> {
    if (seconds === 0) return;
    const signal = AbortSignal.any([gone, AbortSignal.timeout(seconds * 1000)]);
    await chats.until(holds, signal).catch(() => undefined);
  }

  async function sent(channel: ChannelName, query: unknown, gone: AbortSignal) {
    const { to, after, wait } = SentQuery.parse(query);
    const vendor = vendors.find(({ channels }) => channels.includes(channel))!;
    const address = to === undefined ? undefined : vendor.addressOf(channel, to);
    const found = () =>
      chats
        .all()
        .filter(
          (entry) =>
            entry.channel === channel &&
            entry.by === "shop" &&
            entry.number > after &&
            (address === undefined || entry.shopper === address),
        );
    await waited(() => found().length > 0, wait, gone);
    return { sent: found().map((entry) => ({ ...entry, readable: readable(entry.shows) })) };
  }

  /** An e-mail as HTML, which may look as it likes and do nothing. */
  function mail(number: number): Answer {
    const html = chats.all().find((entry) => entry.number === number)?.shows.html;
    if (html === undefined) return { status: 404, json: { error: "there is no such e-mail" } };
    return {
      status: 200,
      headers: {
        "content-security-policy":
          "sandbox; default-src 'none'; img-src http: https: data:; style-src 'unsafe-inline'",
        "x-content-type-options": "nosniff",
      },
      file: { bytes: Buffer.from(html), contentType: "text/html; charset=utf-8" },
    };
  }

  async function shopper(channel: ChannelName, body: unknown) {
    const { from, name, language, ...deed } = z.looseObject(Who.shape).parse(body);
    const entry = await shoppers.act(channel, { from, name, language }, Deed.parse(deed));
    return entry ?? {};
  }

  return async ({ method, path, body }, gone) => {
    const { pathname, searchParams } = new URL(path || "/", "http://sandbox");
    const query = Object.fromEntries(searchParams);
    const [, first = "", second = ""] = pathname.split("/");
    const channel = ChannelName.safeParse(first);
    try {
      switch (`${method} ${channel.success ? `<channel>/${second}` : first}`) {
        case "GET ":
          return ok({
            ...time(),
            channels: vendors.flatMap(({ channels }) => channels),
            faults: faults.all(),
          });
        case "POST <channel>/shopper":
          return ok(await shopper(channel.data!, jsonOf(body)));
        case "GET <channel>/sent":
          return ok(await sent(channel.data!, query, gone));
        case "GET <channel>/menu": {
          const vendor = vendors.find(({ channels }) => channels.includes(channel.data!))!;
          return ok(vendor.menu?.(query.language ?? "fr") ?? []);
        }
        case "GET chats": {
          const { after, wait } = ChatsQuery.parse(query);
          await waited(() => chats.since(0).change > after, wait, gone);
          return ok({ ...chats.since(after), ...time() });
        }
        case "GET mail":
          return mail(Number(second));
        case "GET faults":
          return ok(faults.all());
        case "POST faults":
          faults.order(FaultOrder.parse(jsonOf(body)));
          return ok(faults.all());
        case "GET clock":
          return ok(time());
        case "POST clock": {
          const order = TimeOrder.parse(jsonOf(body));
          if ("advance" in order) clock.advance(order.advance);
          else clock.set(order.at);
          return ok(time());
        }
        case "GET environment":
          return dotenv(environment);
        case "POST settled":
          await settled();
          return ok(time());
        case "POST reset":
          reset();
          return ok({});
        default:
          return { status: 404, json: { error: "there is no such address; see sandbox/README.md" } };
      }
    } catch (error) {
      if (error instanceof z.ZodError) return { status: 400, json: { error: z.prettifyError(error) } };
      if (error instanceof CannotError) return { status: 409, json: { error: error.message } };
      if (error instanceof SyntaxError) return { status: 400, json: { error: "the body is no JSON" } };
      throw error;
    }
  };
}

/** As a file `.env`. */
const dotenv = (variables: Readonly<Record<string, string>>): Answer => ({
  status: 200,
  file: {
    bytes: Buffer.from(
      Object.entries(variables)
        .map(([name, value]) => `${name}="${value}"\n`)
        .join(""),
    ),
    contentType: "text/plain; charset=utf-8",
  },
});

const ok = (json: unknown): Answer => ({ status: 200, json });
const jsonOf = (body: Buffer): unknown => JSON.parse(body.toString("utf8") || "{}");
