import { Ajv } from "ajv";
import { specification } from "../../specification.ts";

const { definitions } = specification("bot-framework/activity-schema.json");
const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
const validate = ajv.compile({ $ref: "#/definitions/Activity", definitions });

/** What Microsoft's schema has against an activity. */
export function faultsOf(activity: unknown): string[] {
  validate(activity);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
