import type { Template } from "../../models/activity.ts";
import { templateValue } from "../shared/template-value.ts";
import type { Message } from "./message.ts";

/**
 * A template of the business account, by its name there, with the values of `{{1}}`, `{{2}}`, ... of its body.
 * Languages are `fr`, `ar`, `en_US`.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/overview
 */
export function templateMessage({ name, language, values }: Template): Message {
  const parameters = values.map((value) => ({ type: "text" as const, text: templateValue(value) }));
  return {
    type: "template",
    template: {
      name,
      language: { policy: "deterministic", code: language.replace("-", "_") },
      ...(parameters.length > 0 && { components: [{ type: "body", parameters }] }),
    },
  };
}
