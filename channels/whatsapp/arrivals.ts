import type { Arrival } from "../../models/ports/webhook.ts";
import { toConsent } from "./consent.ts";
import { contactOf } from "./contact.ts";
import { toEcho } from "./echo.ts";
import { type Contact, Message, type Value, VendorError } from "./envelope.ts";
import { eventKey } from "./event-key.ts";
import { eventOf } from "./message-event.ts";
import { ofSystemMessage, ofUserIdUpdate } from "./moved.ts";
import { toReceipt } from "./receipt.ts";
import { openingOf, shopperOf } from "./shopper.ts";
import { ignored, type Source, timeOf } from "./source.ts";

/** Everything that a change tells. */
export function toArrivals(field: string, value: Value, now: Date): Arrival[] {
  const source = { account: value.metadata.phone_number_id, now };
  const told = ofField(field, value, source);
  return told.length > 0 ? told : [ignored(source, `field ${field}`)];
}

function ofField(field: string, value: Value, source: Source): Arrival[] {
  const { contacts = [], messages = [], statuses = [], errors = [] } = value;
  switch (field) {
    case "messages":
      return [
        ...ofMessages(messages, contacts, source),
        ...statuses.map((status) => toReceipt(status, source)),
        ...errors.map((error) => ofError(error, source)),
      ];
    case "smb_message_echoes":
      return (value.message_echoes ?? []).map((echo) => toEcho(echo, source));
    case "user_preferences":
      return (value.user_preferences ?? []).map((change) => toConsent(change, contacts, source));
    case "user_id_update":
      return (value.user_id_update ?? []).map((update) => ofUserIdUpdate(update, source));
    default:
      return [];
  }
}

function ofMessages(values: readonly unknown[], contacts: readonly Contact[], source: Source): Arrival[] {
  const parsed = values.map((value) => Message.safeParse(value).data);
  const senders = new Set(parsed.map((message) => message?.from_user_id ?? message?.from));
  // Only where nobody else can be meant: a contact that is taken for another's would join two people.
  const only = contacts.length === 1 && senders.size === 1 ? contacts[0] : undefined;
  return parsed.map((message) =>
    message
      ? ofMessage(message, contactOf(contacts, message.from, message.from_user_id) ?? only, source)
      : ignored(source, "a message of an unknown form"),
  );
}

/** What says nothing to be answered. What was edited is not asked anew. */
const silent = new Set(["reaction", "revoke", "edit", "request_welcome"]);

function ofMessage(message: Message, contact: Contact | undefined, source: Source): Arrival {
  const { id, type, from, from_user_id, group_id, timestamp } = message;
  if (group_id !== undefined) return ignored(source, "a message in a group");
  if (silent.has(type)) return ignored(source, type);
  if (type === "system") return ofSystemMessage(message, source);
  const opening = openingOf(shopperOf(from, from_user_id, contact), source.account);
  if (!opening) return ignored(source, "a message of somebody without an id");
  const event = eventOf(message, { key: eventKey(id), at: timeOf(timestamp, source) });
  return { kind: "event", opening, event };
}

/** Of the account, about no message that could be named. */
function ofError(value: unknown, source: Source): Arrival {
  const error = VendorError.safeParse(value);
  return ignored(source, error.success ? `error ${error.data.code}` : "an error of an unknown form");
}
