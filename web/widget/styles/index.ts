import { cards } from "./cards.ts";
import { composer } from "./composer.ts";
import { messages } from "./messages.ts";
import { panel } from "./panel.ts";

export const styles = [panel, messages, cards, composer];
