import { Ajv } from "ajv";

/**
 * Meta publishes no schema. These are the tables and limits of its pages on the Send API, quick replies, the generic
 * template and postback buttons, and of the Messenger Profile API; the tests hold them against Meta's own collection.
 * https://developers.facebook.com/docs/messenger-platform/reference
 */
const text = (maxLength: number) => ({ type: "string", minLength: 1, maxLength, pattern: "\\S" });
const address = { type: "string", pattern: "^https?://" };
const exactly = (properties: Record<string, object>, optional: string[] = []) => ({
  type: "object",
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  additionalProperties: false,
});
const list = (items: object, maxItems: number) => ({ type: "array", items, minItems: 1, maxItems });

const postback = exactly({ type: { const: "postback" }, title: text(20), payload: text(1000) });
const link = exactly({ type: { const: "web_url" }, url: address, title: text(20) });
const button = { oneOf: [postback, link] };
const element = {
  ...exactly(
    {
      title: text(80),
      subtitle: text(80),
      image_url: address,
      default_action: { type: "object" },
      buttons: list(button, 3),
    },
    ["subtitle", "image_url", "default_action", "buttons"],
  ),
  minProperties: 2,
};
const template = {
  oneOf: [
    exactly({ template_type: { const: "generic" }, elements: list(element, 10) }),
    exactly({ template_type: { const: "button" }, text: text(640), buttons: list(button, 3) }),
  ],
};
const attachment = {
  oneOf: [
    exactly({
      type: { enum: ["image", "audio", "video", "file"] },
      payload: exactly({ url: address, is_reusable: { type: "boolean" } }, ["is_reusable"]),
    }),
    exactly({ type: { const: "template" }, payload: template }),
  ],
};
const quickReply = exactly(
  { content_type: { const: "text" }, title: text(20), payload: text(1000), image_url: address },
  ["image_url"],
);
const message = {
  ...exactly(
    {
      text: text(2000),
      attachment,
      quick_replies: list(quickReply, 13),
      metadata: { type: "string", maxLength: 1000 },
    },
    ["text", "attachment", "quick_replies", "metadata"],
  ),
  oneOf: [{ required: ["text"] }, { required: ["attachment"] }],
};
const recipient = exactly({ id: text(100) });

const send = {
  oneOf: [
    exactly({ recipient, messaging_type: { const: "RESPONSE" }, message }),
    exactly({
      recipient,
      messaging_type: { const: "MESSAGE_TAG" },
      tag: { const: "HUMAN_AGENT" },
      message,
    }),
    exactly({ recipient, sender_action: { enum: ["mark_seen", "typing_on", "typing_off"] } }),
  ],
};

const menuItem = {
  oneOf: [
    exactly({ type: { const: "postback" }, title: text(30), payload: text(1000) }),
    exactly({ type: { const: "web_url" }, title: text(30), url: address }),
  ],
};
const locale = { type: "string", pattern: "^(?:default|[a-z]{2}_[A-Z]{2})$" };
const withDefault = (items: object) => ({
  ...list(items, 100),
  contains: { properties: { locale: { const: "default" } } },
});
const profile = exactly(
  {
    get_started: exactly({ payload: text(1000) }),
    persistent_menu: withDefault(
      exactly({
        locale,
        composer_input_disabled: { type: "boolean" },
        call_to_actions: list(menuItem, 20),
      }),
    ),
    ice_breakers: withDefault(
      exactly({ locale, call_to_actions: list(exactly({ question: text(80), payload: text(1000) }), 4) }),
    ),
  },
  ["persistent_menu", "ice_breakers"],
);

/** https://developers.facebook.com/docs/graph-api/reference/page/take_thread_control */
const take = exactly({ recipient, metadata: text(1000) }, ["metadata"]);
/** https://developers.facebook.com/docs/graph-api/reference/page/pass_thread_control */
const pass = exactly(
  { recipient, target_app_id: { type: "string", pattern: "^\\d+$" }, metadata: text(1000) },
  ["metadata"],
);

const ajv = new Ajv({ strict: false, allErrors: true });

/** What Meta's documentation has against a body. */
function checker(schema: object): (body: unknown) => string[] {
  const validate = ajv.compile(schema);
  return (body) => {
    validate(body);
    return (validate.errors ?? []).map(({ instancePath, message: fault }) => `${instancePath} ${fault}`);
  };
}

export const faultsOf = checker(send);
export const faultsOfProfile = checker(profile);
export const faultsOfTake = checker(take);
export const faultsOfPass = checker(pass);
