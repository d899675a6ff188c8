import { Ajv, type ValidateFunction } from "ajv";
import { specification } from "../../specification.ts";

const spec = specification("twilio/openapi-messages.json");
const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
const { post, get } = spec.paths["/2010-04-01/Accounts/{AccountSid}/Messages.json"];

const compiled = (schema: object): ValidateFunction =>
  ajv.compile({ ...schema, components: spec.components });

const form = post.requestBody.content["application/x-www-form-urlencoded"].schema;
/** The spec tells the limits of `Body` and `MediaUrl` in words only, and any parameter but its own is a slip of ours. */
const request = compiled({
  ...form,
  additionalProperties: false,
  properties: {
    ...form.properties,
    Body: { ...form.properties.Body, maxLength: 1600, minLength: 1 },
    MediaUrl: { ...form.properties.MediaUrl, maxItems: 10 },
  },
  allOf: post["x-twilio"].conditional.map((group: string[]) => ({
    anyOf: group.map((name) => ({ required: [camelised(name)] })),
  })),
});
const list = compiled(get.responses["200"].content["application/json"].schema);

function camelised(name: string): string {
  return name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** What Twilio's specification has against a form for sending. */
export function faultsOf(sent: URLSearchParams): string[] {
  const fields = Object.fromEntries(
    [...new Set(sent.keys())].map((name) => [
      name,
      name === "MediaUrl" ? sent.getAll(name) : sent.getAll(name).join("\u0000"),
    ]),
  );
  request(fields);
  return (request.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** The same of a page of messages. */
export function faultsOfList(page: unknown): string[] {
  list(page);
  return (list.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
