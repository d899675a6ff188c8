import { Ajv, type SchemaObject, type ValidateFunction } from "ajv";
import { specification } from "../../specification.ts";

const spec = specification("whatsapp/openapi-messages.json");
const schemas: Record<string, SchemaObject> = spec.components.schemas;

const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
/** Whether WhatsApp counts an emoji once or twice is not documented: by UTF-16 units a text is never too long. */
ajv.removeKeyword("maxLength");
ajv.addKeyword({
  keyword: "maxLength",
  type: "string",
  validate: (most: number, text: string) => text.length <= most,
});
ajv.addKeyword({
  keyword: "titlesDiffer",
  validate: (_: true, buttons: { reply: { id: string; title: string } }[]) =>
    [buttons.map(({ reply }) => reply.title), buttons.map(({ reply }) => reply.id)].every(
      (values) => new Set(values).size === values.length,
    ),
});
ajv.addKeyword({
  keyword: "idsDiffer",
  validate: (_: true, rows: { id: string }[]) => new Set(rows.map(({ id }) => id)).size === rows.length,
});

/** What the specification says in words, or not yet, or for more than we send. */
const text = (most: number): SchemaObject => ({
  type: "string",
  minLength: 1,
  maxLength: most,
  pattern: "\\S",
});
const closed = (properties: Record<string, SchemaObject>): SchemaObject => ({
  properties,
  additionalProperties: false,
});
const title = (most: number) => ({ title: text(most) });
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const reply = { properties: { reply: closed({ id: { pattern: "^\\S(.*\\S)?$" }, ...title(20) }) } };
const row = closed({ id: { pattern: "^\\S(.*\\S)?$", minLength: 1 }, ...title(24), description: text(72) });
const section = closed({ rows: { items: row, idsDiffer: true, minItems: 1 } });
const action = {
  properties: {
    button: text(20),
    buttons: { items: reply, titlesDiffer: true },
    sections: { items: section, maxItems: 1 },
  },
};
const locationAction = {
  required: ["name"],
  ...closed({ name: { type: "string", enum: ["send_location"] } }),
};
const value = { properties: { text: { minLength: 1, pattern: "^(?!.*(\\n|\\t| {4})).*$" } } };
const more: Record<string, SchemaObject> = {
  MediaObject: closed({ id: {}, link: { pattern: "^https?://" }, caption: text(1024), filename: text(240) }),
  BodyObject: closed({ text: text(1024) }),
  HeaderObject: {
    ...closed({ type: {}, image: {}, document: {} }),
    oneOf: [{ required: ["image"] }, { required: ["document"] }],
  },
  InteractiveObject: { required: ["body"], ...closed({ type: {}, header: {}, body: {}, action: {} }) },
  ActionObject: action,
  TemplateObject: { properties: { components: { items: ref("BodyComponent") } } },
  BodyComponent: { properties: { parameters: { items: { allOf: [ref("TextParameter"), value] } } } },
};

const { InteractiveObject, ActionObject } = schemas;
const extended: Record<string, SchemaObject> = {
  ...schemas,
  ActionObject: { ...ActionObject, oneOf: [...ActionObject!.oneOf, locationAction] },
  InteractiveObject: {
    ...InteractiveObject,
    properties: {
      ...InteractiveObject!.properties,
      type: { enum: [...InteractiveObject!.properties.type.enum, "location_request_message"] },
    },
  },
};
const components = {
  schemas: Object.fromEntries(
    Object.entries(extended).map(([name, schema]) => [name, { allOf: [schema, more[name] ?? {}] }]),
  ),
};

/** A kind of message. The specification closes one half of it, so that the other half could never be there. */
function ofType(type: string): SchemaObject {
  const [base, own] = [schemas.BaseMessageProperties!, schemas[nameOf(type)]!.allOf[1]];
  return {
    ...own,
    required: [...base.required.filter((name: string) => name !== "to"), ...own.required],
    properties: {
      ...base.properties,
      ...own.properties,
      ...(type === "text" && { text: { ...own.properties.text, properties: { body: text(4096) } } }),
      recipient: text(140),
      biz_opaque_callback_data: text(256),
    },
    oneOf: [{ required: ["to"] }, { required: ["recipient"] }],
    additionalProperties: false,
    components,
  };
}

const nameOf = (type: string): string => schemas.Message!.discriminator.mapping[type].split("/").at(-1);

const compiled = new Map<string, ValidateFunction>();

function faults(name: string, schema: () => SchemaObject, value: unknown): string[] {
  const validate = compiled.get(name) ?? ajv.compile(schema());
  compiled.set(name, validate);
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** What Meta's specification has against a request to send a message. */
export function faultsOf(sent: object): string[] {
  const { type } = sent as { type: string };
  return faults(type, () => ofType(type), sent);
}

/** The same of an answer. */
export const faultsOfAnswer = (answer: unknown, name: "MessageResponsePayload" | "GraphAPIError"): string[] =>
  faults(name, () => ({ ...ref(name), components }), answer);

/** The kinds of messages that the specification knows. */
export const types: readonly string[] = Object.keys(schemas.Message!.discriminator.mapping);
