import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import { specification } from "../../specification.ts";

const spec = specification("resend/openapi-emails.json");
const ajv = new Ajv({ strict: false, allErrors: true });
addFormats.default(ajv);

const compiled = (schema: object): ValidateFunction =>
  ajv.compile({ ...schema, components: spec.components });
const of = (name: string) => ({ $ref: `#/components/schemas/${name}` });

const { SendEmailRequest, Tag } = spec.components.schemas;
const word = { type: "string", pattern: "^[A-Za-z0-9_-]{1,256}$" };
/** The specification tells some limits in words only, and any parameter but its own is a slip of ours. */
const request = compiled({
  ...SendEmailRequest,
  additionalProperties: false,
  properties: {
    ...SendEmailRequest.properties,
    subject: { type: "string", minLength: 1, maxLength: 998, pattern: "^[^\\r\\n]*$" },
    html: { type: "string", minLength: 1 },
    text: { type: "string", minLength: 1 },
    headers: {
      type: "object",
      additionalProperties: { type: "string", minLength: 1, maxLength: 998, pattern: "^[\\x20-\\x7e]*$" },
    },
    tags: { type: "array", items: { ...Tag, properties: { name: word, value: word } } },
  },
});
const receivedEmail = compiled(of("GetReceivedEmailResponse"));
const webhook = compiled(of("EmailReceivedEvent"));

const faultsBy =
  (validate: ValidateFunction) =>
  (value: unknown): string[] => {
    validate(value);
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };

/** What Resend's specification has against an e-mail to be sent. */
export const faultsOf = faultsBy(request);
/** The same of an e-mail that our stand-in gives away, and of a call that it makes. */
export const faultsOfReceived = faultsBy(receivedEmail);
export const faultsOfCall = faultsBy(webhook);
