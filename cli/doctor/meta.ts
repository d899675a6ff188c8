import { z } from "zod";
import { type Ask, bearer, type Finding, note, well, wrong } from "./finding.ts";

/** https://developers.facebook.com/docs/graph-api/reference/debug_token */
const Token = z.object({
  data: z.looseObject({
    app_id: z.string(),
    is_valid: z.boolean(),
    /** Seconds since 1970; 0: never. */
    expires_at: z.number().default(0),
    scopes: z.array(z.string()).default([]),
    /** The accounts that each permission was given for; without any it is for all. */
    granular_scopes: z
      .array(z.looseObject({ scope: z.string(), target_ids: z.array(z.string()).default([]) }))
      .default([]),
  }),
});

/** https://developers.facebook.com/docs/graph-api/reference/app/subscriptions */
const Subscriptions = z.object({
  data: z.array(
    z.looseObject({
      object: z.string(),
      callback_url: z.string(),
      active: z.boolean(),
      fields: z.array(z.looseObject({ name: z.string() })),
    }),
  ),
});

/** A value of the environment, by its name. */
export interface Variable {
  name: string;
  value: string;
}

/** What is known of a token that is accepted. */
export interface InspectedToken {
  app: string;
  /** The accounts that it was given for; none: all that its owner has. */
  targets: string[];
}

/**
 * Whether Meta accepts a token, until when and for what.
 * @param graph with the version: `https://graph.facebook.com/v25.0`
 * @returns the token as null when it is not accepted
 */
export async function inspectToken(
  { graph, token, permissions }: { graph: string; token: Variable; permissions: readonly string[] },
  ask: Ask,
  now: Date,
): Promise<{ findings: Finding[]; token: InspectedToken | null }> {
  const inspected = await ask(
    `${graph}/debug_token?input_token=${encodeURIComponent(token.value)}`,
    bearer(token.value),
  );
  const parsed = Token.safeParse(inspected.body);
  if (!parsed.success || !parsed.data.data.is_valid)
    return {
      findings: [wrong(`${token.name} is not accepted (${inspected.status})`, "make a new token")],
      token: null,
    };
  const { app_id: app, expires_at: end, scopes, granular_scopes: granted } = parsed.data.data;
  const missing = permissions.filter((permission) => !scopes.includes(permission));
  const findings = [
    end === 0
      ? well(`${token.name} is accepted, and does not end`)
      : wrong(
          `${token.name} ends ${new Date(end * 1000).toISOString()}${end * 1000 < now.getTime() ? ": it is over" : ""}`,
          "make one that does not end, of a system user",
        ),
    ...missing.map((one) => wrong(`${token.name} lacks ${one}`, "make a token with this permission")),
  ];
  const targets = granted.flatMap(({ scope, target_ids }) => (permissions.includes(scope) ? target_ids : []));
  return { findings, token: { app, targets: [...new Set(targets)] } };
}

/** The webhook of an app: Meta tells it of objects of a kind, by fields. */
export interface Webhook {
  object: "whatsapp_business_account" | "page";
  url: string;
  fields: readonly string[];
  /** Where Meta calls in place of the app's own address. */
  override?: string | undefined;
}

/** Whether the secret is the app's, and its webhook leads here with all fields. */
export async function checkSubscription(
  { graph, app, secret, webhook }: { graph: string; app: string; secret: Variable; webhook: Webhook },
  ask: Ask,
): Promise<Finding[]> {
  const { status, body } = await ask(`${graph}/${app}/subscriptions`, bearer(`${app}|${secret.value}`));
  const listed = Subscriptions.safeParse(body);
  if (!listed.success)
    return [
      wrong(
        `${secret.name} is not accepted as the secret of app ${app} (${status})`,
        "copy it from App settings, Basic",
      ),
    ];
  const accepted = well(`${secret.name} is accepted`);
  const found = listed.data.data.find(({ object, active }) => object === webhook.object && active);
  if (!found)
    return [
      accepted,
      wrong(
        `app ${app} has no webhook for ${webhook.object}`,
        `set its webhook to ${webhook.url}, and subscribe it to ${webhook.fields.join(", ")}`,
      ),
    ];
  const names = found.fields.map(({ name }) => name);
  const missing = webhook.fields.filter((field) => !names.includes(field));
  return [
    accepted,
    ...checkAddress(found.callback_url, webhook),
    missing.length === 0
      ? well(`the webhook is subscribed to ${webhook.fields.join(", ")}`)
      : wrong(
          `the webhook is not subscribed to ${missing.join(", ")}`,
          `subscribe ${webhook.object} to ${missing.length === 1 ? "it" : "them"}`,
        ),
  ];
}

/** An override counts, and the app's own address only where there is none. */
function checkAddress(address: string, { url, override }: Webhook): Finding[] {
  if (override !== undefined && override !== address)
    return [
      override === url
        ? well(`the webhook is ${url}, by an override`)
        : wrong(`an override leads the webhook to ${override}`, `set it to ${url}, or take it away`),
      ...(address === url ? [] : [note(`the app's own webhook is ${address}`)]),
    ];
  return [
    address === url
      ? well(`the webhook is ${url}`)
      : wrong(`the webhook is ${address}`, `set it to ${url}, with the verify token of this server`),
  ];
}
