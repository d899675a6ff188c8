import { z } from "zod";
import { type Ask, bearer, type Finding, well, wrong } from "./finding.ts";

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

/** What WhatsApp and Messenger have in common: a token, its app's secret, and the app's webhook. */
export interface MetaApp {
  /** With the version: `https://graph.facebook.com/v25.0`. */
  graph: string;
  token: { variable: string; value: string; permissions: readonly string[] };
  secret: { variable: string; value: string };
  webhook: { object: "whatsapp_business_account" | "page"; url: string; fields: readonly string[] };
}

/**
 * Checks the token, then with its app's id the secret and what the app is subscribed to. `targets` are of the permissions;
 * `app` is null when the token is not accepted.
 */
export async function checkMetaApp(
  { graph, token, secret, webhook }: MetaApp,
  ask: Ask,
  now: Date,
): Promise<{ findings: Finding[]; targets: string[]; app: string | null }> {
  const inspected = await ask(
    `${graph}/debug_token?input_token=${encodeURIComponent(token.value)}`,
    bearer(token.value),
  );
  const parsed = Token.safeParse(inspected.body);
  if (!parsed.success || !parsed.data.data.is_valid)
    return {
      findings: [wrong(`${token.variable} is not accepted (${inspected.status})`, "make a new token")],
      targets: [],
      app: null,
    };
  const { app_id: app, expires_at: end, scopes, granular_scopes: granted } = parsed.data.data;
  const missing = token.permissions.filter((permission) => !scopes.includes(permission));
  const findings = [
    end === 0
      ? well(`${token.variable} is accepted`)
      : wrong(
          `${token.variable} ends ${new Date(end * 1000).toISOString()}${end * 1000 < now.getTime() ? ": it is over" : ""}`,
          "make one that does not end, of a system user",
        ),
    ...missing.map((one) => wrong(`${token.variable} lacks ${one}`, "make a token with this permission")),
    ...(await checkSubscription({ graph, app, secret, webhook }, ask)),
  ];
  return { findings, targets: [...new Set(granted.flatMap(({ target_ids: ids }) => ids))], app };
}

async function checkSubscription(
  { graph, app, secret, webhook }: Pick<MetaApp, "graph" | "secret" | "webhook"> & { app: string },
  ask: Ask,
): Promise<Finding[]> {
  const { status, body } = await ask(`${graph}/${app}/subscriptions`, bearer(`${app}|${secret.value}`));
  const listed = Subscriptions.safeParse(body);
  if (!listed.success)
    return [
      wrong(
        `${secret.variable} is not accepted as the secret of app ${app} (${status})`,
        "copy it from App settings, Basic",
      ),
    ];
  const found = listed.data.data.find(({ object, active }) => object === webhook.object && active);
  if (!found)
    return [wrong(`app ${app} has no webhook for ${webhook.object}`, `set its webhook to ${webhook.url}`)];
  const names = found.fields.map(({ name }) => name);
  const missing = webhook.fields.filter((field) => !names.includes(field));
  return [
    well(`${secret.variable} is accepted`),
    found.callback_url === webhook.url
      ? well(`the webhook is ${webhook.url}`)
      : wrong(`the webhook is ${found.callback_url}`, `set it to ${webhook.url}`),
    ...missing.map((field) =>
      wrong(`the webhook is not subscribed to ${field}`, `subscribe ${webhook.object} to it`),
    ),
  ];
}
