import { type Answers, origin } from "./examined.ts";

export const graph = "https://graph.facebook.com/v25.0";
/** The app of every token here. */
export const app = "42";

/** A token and its app's webhook, as Meta tells of them. */
export const metaApp = (
  value: string,
  { token = {}, scopes, subscription }: { token?: object; scopes: string[]; subscription: object },
): Answers => ({
  [`${graph}/debug_token?input_token=${value}`]: {
    body: { data: { app_id: app, type: "SYSTEM_USER", is_valid: true, expires_at: 0, scopes, ...token } },
  },
  [`${graph}/${app}/subscriptions`]: { body: { data: [subscription] } },
});

export const subscriptionOf = (object: string, vendor: string, fields: readonly string[]) => ({
  object,
  callback_url: `${origin}/webhooks/${vendor}`,
  active: true,
  fields: fields.map((name) => ({ name, version: "v25.0" })),
});

/** How Graph refuses. https://developers.facebook.com/docs/graph-api/guides/error-handling */
export const refusal = (code: number) => ({
  status: 400,
  body: { error: { message: `(#${code}) refused`, type: "OAuthException", code } },
});
