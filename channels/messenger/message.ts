/** https://developers.facebook.com/docs/messenger-platform/reference/buttons/postback */
export interface PostbackButton {
  type: "postback";
  title: string;
  payload: string;
}

/** https://developers.facebook.com/docs/messenger-platform/reference/templates/generic */
export interface Element {
  title: string;
  subtitle?: string;
  image_url?: string;
  buttons?: PostbackButton[];
}

type Attachment =
  | { type: "image" | "file"; payload: { url: string } }
  | { type: "template"; payload: { template_type: "generic"; elements: Element[] } };

/** https://developers.facebook.com/docs/messenger-platform/reference/buttons/quick-replies */
export interface QuickReply {
  content_type: "text";
  title: string;
  payload: string;
}

/** https://developers.facebook.com/docs/messenger-platform/reference/send-api#message */
export type Message = ({ text: string } | { attachment: Attachment }) & { quick_replies?: QuickReply[] };

/**
 * A call of the Send API, without whom it is for. Later than 24 hours after a shopper's last message only a person may
 * write, for seven days, and says so by the tag. https://developers.facebook.com/docs/messenger-platform/policy/policy-overview
 */
export type Body = { message: Message } & (
  | { messaging_type: "RESPONSE" }
  | { messaging_type: "MESSAGE_TAG"; tag: "HUMAN_AGENT" }
);
