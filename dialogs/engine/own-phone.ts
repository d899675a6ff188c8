import { isForgeable } from "../../models/identity.ts";
import type { Scene } from "./flow.ts";

/** The number that somebody writes from, or has proven theirs, where nobody else could write in their name. */
export const ownPhone = ({
  contact,
  conversation,
}: Pick<Scene, "contact" | "conversation">): string | undefined =>
  isForgeable(conversation.channel) ? undefined : contact.phone;
