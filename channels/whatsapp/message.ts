import type { Place } from "../../models/activity.ts";

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/location-messages */
export interface Location extends Pick<Place, "name" | "address"> {
  latitude: string;
  longitude: string;
}

/** Something to look at that Meta fetches itself. Https or http. */
export interface Picture {
  link: string;
}
export interface Document {
  link: string;
  filename: string;
}

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/interactive-reply-buttons-messages */
interface Buttons {
  type: "button";
  header?: { type: "image"; image: Picture } | { type: "document"; document: Document };
  body: { text: string };
  action: { buttons: { type: "reply"; reply: { id: string; title: string } }[] };
}

export interface Row {
  id: string;
  title: string;
  description?: string;
}

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/interactive-list-messages */
interface List {
  type: "list";
  body: { text: string };
  action: { button: string; sections: [{ rows: Row[] }] };
}

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/location-request-messages */
interface LocationRequest {
  type: "location_request_message";
  body: { text: string };
  action: { name: "send_location" };
}

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/overview */
interface TemplateCall {
  name: string;
  language: { policy: "deterministic"; code: string };
  components?: [{ type: "body"; parameters: { type: "text"; text: string }[] }];
}

/** A message, without whom it is for. https://developers.facebook.com/documentation/business-messaging/whatsapp/reference/whatsapp-business-phone-number/message-api */
export type Message =
  | { type: "text"; text: { body: string } }
  | { type: "image"; image: Picture & { caption?: string } }
  | { type: "document"; document: Document & { caption?: string } }
  | { type: "location"; location: Location }
  | { type: "interactive"; interactive: Buttons | List | LocationRequest }
  | { type: "template"; template: TemplateCall };
