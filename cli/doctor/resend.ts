import { z } from "zod";
import type { SettingsOf } from "../../bots/channel-settings.ts";
import { addressOf } from "../../channels/email/mailbox.ts";
import {
  type Answer,
  bearer,
  type Finding,
  note,
  parsed,
  readPages,
  tried,
  UnreadableError,
  well,
  wrong,
} from "./finding.ts";
import type { Place } from "./place.ts";

/** https://resend.com/docs/api-reference/pagination */
const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ data: z.array(item), has_more: z.boolean().default(false) });

/** https://resend.com/docs/api-reference/domains/list-domains */
const Domain = z.looseObject({
  id: z.string(),
  name: z.string(),
  status: z.string(),
  capabilities: z.looseObject({ receiving: z.string() }).optional().catch(undefined),
});
/** https://resend.com/docs/api-reference/webhooks/list-webhooks */
const Webhook = z.looseObject({
  id: z.string(),
  endpoint: z.string(),
  status: z.string(),
  /** Null: all. */
  events: z.array(z.string()).nullish(),
});
/** https://resend.com/docs/api-reference/webhooks/get-webhook */
const OneWebhook = z.looseObject({ signing_secret: z.string() });

/** What shoppers write, and what became of what the shop wrote. */
const events = [
  "email.received",
  "email.sent",
  "email.delivered",
  "email.delivery_delayed",
  "email.bounced",
  "email.failed",
  "email.suppressed",
  "email.complained",
];

type Read = (path: string) => Promise<Answer>;

export async function checkResend(
  { apiUrl = "https://api.resend.com", apiKey, webhookSecret, from }: SettingsOf<"resend">,
  { webhook, ask }: Place,
): Promise<Finding[]> {
  const read: Read = (path) => ask(`${apiUrl}${path}`, bearer(apiKey));
  const domains = await readList("/domains", Domain, read);
  return [
    well("RESEND_API_KEY is accepted"),
    ...checkDomain(addressOf(from)!.split("@")[1]!, domains),
    ...checkShape(webhookSecret),
    ...(await tried(() => checkWebhook({ url: webhook, secret: webhookSecret }, read))),
  ];
}

function checkDomain(host: string, domains: readonly z.infer<typeof Domain>[]): Finding[] {
  const domain = domains.find(({ name }) => name === host);
  if (!domain)
    return [
      wrong(
        `${host} of RESEND_FROM is not among the domains`,
        "add the domain and its DNS records in Resend, or correct RESEND_FROM",
      ),
    ];
  const receiving = domain.capabilities?.receiving;
  return [
    domain.status === "verified"
      ? well(`${host} is verified`)
      : wrong(`${host} is ${domain.status}`, "add its DNS records as Resend shows them, and wait"),
    receiving === undefined
      ? note(`Resend does not tell whether ${host} receives`)
      : receiving === "enabled"
        ? well(`${host} receives`)
        : wrong(`${host} does not receive`, "switch on Receiving in Resend, and add its MX record"),
  ];
}

/** Svix makes keys of 24 to 64 bytes. https://docs.svix.com/receiving/verifying-payloads/how-manual */
function checkShape(secret: string): Finding[] {
  const { length } = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  return length >= 24 && length <= 64
    ? []
    : [wrong("RESEND_WEBHOOK_SECRET is not whole", "copy the Signing secret of the webhook again")];
}

async function checkWebhook(
  { url, secret }: { url: string; secret: string },
  read: Read,
): Promise<Finding[]> {
  const listed = await readList("/webhooks", Webhook, read);
  const ours = listed.filter(({ endpoint }) => endpoint === url);
  const found = ours.find(({ status }) => status === "enabled") ?? ours[0];
  if (!found)
    return [wrong(`no webhook calls ${url}`, "add it in Resend, with all events that begin with email.")];
  const told = found.events;
  const missing = told ? events.filter((event) => !told.includes(event)) : [];
  return [
    found.status === "enabled"
      ? well(`the webhook is ${url}`)
      : wrong(`the webhook ${url} is ${found.status}`, "enable it in Resend"),
    missing.length === 0
      ? well("the webhook tells of all that is needed")
      : wrong(`the webhook does not tell of ${missing.join(", ")}`, "add to its events in Resend"),
    checkSecret(
      OneWebhook.safeParse((await read(`/webhooks/${found.id}`)).body).data?.signing_secret,
      secret,
    ),
  ];
}

function checkSecret(atResend: string | undefined, ours: string): Finding {
  if (atResend === undefined) return note("Resend does not tell the webhook's secret: it was not compared");
  return atResend === ours
    ? well("RESEND_WEBHOOK_SECRET is the webhook's")
    : wrong("RESEND_WEBHOOK_SECRET is not that of this webhook", "copy its Signing secret from Resend");
}

/** @throws {UnreadableError} when the key may not */
const readList = <T extends { id: string }>(path: string, item: z.ZodType<T>, read: Read): Promise<T[]> =>
  readPages(`${path}?limit=100`, async (page) => {
    const answer = await read(page);
    if (answer.status >= 400) throw refused(answer);
    const { data, has_more: isCut } = parsed(listOf(item), answer, path, "see Resend's status page");
    const last = data.at(-1);
    return { items: data, next: isCut && last ? `${path}?limit=100&after=${last.id}` : undefined };
  });

/** https://resend.com/docs/api-reference/errors */
function refused({ status, body }: Answer): UnreadableError {
  const { data } = z.object({ name: z.literal("restricted_api_key") }).safeParse(body);
  return new UnreadableError(
    data ? "RESEND_API_KEY may only send" : `RESEND_API_KEY is not accepted (${status})`,
    "make a key with full access",
  );
}
