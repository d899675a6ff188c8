import { Ajv, type SchemaObject, type ValidateFunction } from "ajv";
import { specification } from "../../specification.ts";

interface Field {
  name: string;
  types: string[];
  required: boolean;
  description: string;
}
interface Shape {
  name: string;
  description: string[];
  fields?: Field[];
}

const spec: { methods: Record<string, Shape>; types: Record<string, Shape> } =
  specification("telegram/bot-api.json");

const ajv = new Ajv({ strict: false, allErrors: true, allowUnionTypes: true });
/** Telegram counts characters as UTF-16 units; JSON Schema counts code points. */
ajv.addKeyword({
  keyword: "mostUnits",
  validate: (most: number, text: unknown) => typeof text !== "string" || text.length <= most,
});
ajv.addKeyword({
  keyword: "mostBytes",
  validate: (most: number, text: unknown) => typeof text !== "string" || Buffer.byteLength(text) <= most,
});

const plain: Record<string, SchemaObject> = {
  String: { type: "string" },
  Integer: { type: "integer" },
  Float: { type: "number" },
  Boolean: { type: "boolean" },
  InputFile: { type: "object" },
};

function ofType(type: string): SchemaObject {
  const [, items] = /^Array of (.*)$/.exec(type) ?? [];
  if (items !== undefined) return { type: "array", items: ofType(items) };
  const shape = spec.types[type];
  // A type that was left out of the reduced specification is one that we never send.
  return plain[type] ?? (shape ? ofShape(shape) : { not: {} });
}

/** Any field but those of the specification is a slip of ours. "1-4096 characters" and "1-64 bytes" are in words only. */
function ofShape({ fields = [], description }: Shape): SchemaObject {
  const properties = fields.map(({ name, types, description: words }) => {
    const [, least, most, unit] = /\b(\d+)-(\d+) (characters|bytes)/.exec(words) ?? [];
    const limit = most === undefined ? {} : { [unit === "bytes" ? "mostBytes" : "mostUnits"]: Number(most) };
    return [
      name,
      { anyOf: types.map(ofType), ...(least !== undefined && { minLength: Number(least) }), ...limit },
    ];
  });
  const actions = fields.filter(
    ({ required, name }) => !required && !["style", "icon_custom_emoji_id"].includes(name),
  );
  return {
    type: "object",
    properties: Object.fromEntries(properties),
    required: fields.filter(({ required }) => required).map(({ name }) => name),
    additionalProperties: false,
    ...(description.join(" ").includes("Exactly one of the fields") && {
      oneOf: actions.map(({ name }) => ({ required: [name] })),
    }),
  };
}

const compiled = new Map<string, ValidateFunction>();

/** What the specification has against a call. */
export function faultsOf(method: string, payload: unknown): string[] {
  const shape = spec.methods[method];
  if (!shape) return [`there is no method ${method}`];
  const validate = compiled.get(method) ?? ajv.compile(ofShape(shape));
  compiled.set(method, validate);
  validate(payload);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
