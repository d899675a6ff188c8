import { CourierWord } from "../../models/cod/case.ts";
import { OrderState } from "../../models/commerce.ts";
import { ReturnState } from "../../models/return.ts";

/**
 * A conversation as one reads it, one line a step:
 *
 *     === A shopper mistypes once, then gets the status        (a new conversation)
 *     name: Amina                                              (optional: the shopper's, where it is known)
 *     phone: +212661234567                                     (optional: the number they write from, as on WhatsApp)
 *     elsewhere: +212661234567                                 (optional: somebody writes from it on another channel as well)
 *     shopper: où est ma commande ?                            (writes)
 *     bot: Quel est votre numéro de commande ?                 (the whole text; " / " is a line break, "…" is any text)
 *       buttons: Suivre | Parler à quelqu'un                   (optional: the tappable answers, all of them)
 *       image: /demo/robe-lina.jpg                               (optional: the picture)
 *       document: R10030-1.pdf                                   (optional: the file, by its name)
 *       cards: Robe Lina | Robe Salma                          (optional: the titles of the cards, all of them)
 *     shopper taps: Suivre                                     (a button shown before, the latest of that name)
 *     shopper sends: image                                     (image, audio, document, sticker, location …)
 *     shopper sends: contact +212661234567                     (somebody's number, by a contact that is shared)
 *     again                                                    (the shopper's last event is delivered once more)
 *     later: 25 h                                              (time passes: min, h or d)
 *     staff takes / staff: Bonjour … / staff hands back        (what staff do; the shopper then sees "staff says: Bonjour …")
 *     shop starts: cod.confirmation order=10042                (the shop begins a flow)
 *     return R10030-1 approved / return R10030-1 declined: …   (what staff do about a return; the shopper is told)
 *     event: {"type": "order.paid", "number": "{order}"}       (the shop's own system tells it; its id and time are made up)
 *     shop sells: ROBE-LINA-RED-38                             (the shopper buys it in the shop; needs a "phone:")
 *     price: robe-lina 29900                                   (a product costs so much from now on, in minor units)
 *     stock: ROBE-LINA-RED-40 3                                (the shop has so many of a variant from now on)
 *     shopper orders: ROBE-LINA-RED-38 2, to rabat, 12 rue Tansift, on +212661234567   (was placed here, paid at the door)
 *     courier: delivered                                       (or refused, unreachable, postponed 2026-11-28: of that order)
 *     order is: cancelled                                      (its state by now)
 *     bot is silent                                            (nothing more was said)
 *     elsewhere bot: … / elsewhere shopper: …                  (the same in the conversation on the other channel)
 *
 * Every message of the bot must be written down, in its order. `{order}` is the number of the last order placed in it. Lines that begin with # are notes.
 */
export type Step = { line: number; elsewhere?: true } & (
  | { kind: "writes"; texts: string[] }
  | { kind: "taps"; title: string }
  | { kind: "sends"; media: string; phone?: string }
  | { kind: "again" }
  | { kind: "later"; milliseconds: number }
  | { kind: "staff"; action: "take" | "handBack" | "reply"; text: string }
  | { kind: "return"; number: string; state: ReturnState; reason: string | undefined }
  | { kind: "sells"; sku: string }
  | { kind: "price"; product: string; amountMinor: number }
  | { kind: "stock"; sku: string; quantity: number }
  | { kind: "orders"; sku: string; quantity: number; city: string; street: string; phone: string }
  | { kind: "courier"; word: CourierWord; until?: string }
  | { kind: "stands"; state: OrderState }
  | { kind: "event"; event: string }
  | { kind: "starts"; flow: string; slots: Record<string, string> }
  | {
      kind: "says";
      from: "bot" | "staff";
      text: string;
      buttons?: string[];
      cards?: string[];
      image?: string;
      document?: string;
    }
  | { kind: "silent" }
);

export interface Script {
  title: string;
  line: number;
  /** The shopper's. */
  name?: string;
  /** E.164; the one that they write from. */
  phone?: string;
  /** E.164; the one of a conversation on another channel. */
  elsewhere?: string;
  steps: Step[];
}

export class ScriptError extends Error {}

const units: Record<string, number> = { min: 60_000, h: 3_600_000, d: 86_400_000 };

type Pattern = [RegExp, (match: RegExpExecArray) => Omit<Step, "line"> | null];

const patterns: Pattern[] = [
  // Texts that wait together are written on one line, with || between them.
  [/^shopper: (.+)$/, ([, text]) => ({ kind: "writes", texts: text!.split(" || ") })],
  [/^shopper taps: (.+)$/, ([, title]) => ({ kind: "taps", title: title! })],
  [
    /^shopper sends: (\w+)(?: (\+\d+))?$/,
    ([, media, phone]) => ({ kind: "sends", media: media!, ...(phone && { phone }) }),
  ],
  [/^again$/, () => ({ kind: "again" })],
  [
    /^later: (\d+) (min|h|d)$/,
    ([, count, unit]) => ({ kind: "later", milliseconds: Number(count) * units[unit!]! }),
  ],
  [/^staff takes$/, () => ({ kind: "staff", action: "take", text: "" })],
  [/^staff hands back$/, () => ({ kind: "staff", action: "handBack", text: "" })],
  [/^staff: (.+)$/, ([, text]) => ({ kind: "staff", action: "reply", text: text! })],
  [
    /^return (R\S+) (\w+)(?:: (.+))?$/,
    ([, number, state, reason]) => ({
      kind: "return",
      number: number!,
      state: ReturnState.parse(state),
      reason,
    }),
  ],
  [/^event: (\{.+\})$/, ([, event]) => ({ kind: "event", event: event! })],
  [/^shop sells: (\S+)$/, ([, sku]) => ({ kind: "sells", sku: sku! })],
  [
    /^price: (\S+) (\d+)$/,
    ([, product, minor]) => ({ kind: "price", product: product!, amountMinor: Number(minor) }),
  ],
  [/^stock: (\S+) (\d+)$/, ([, sku, quantity]) => ({ kind: "stock", sku: sku!, quantity: Number(quantity) })],
  [
    /^shop starts: ([\w.]+)((?: \w+=\S+)*)$/,
    ([, flow, slots]) => ({
      kind: "starts",
      flow: flow!,
      slots: Object.fromEntries(
        slots!
          .trim()
          .split(" ")
          .filter(Boolean)
          .map((pair) => pair.split("=") as [string, string]),
      ),
    }),
  ],
  [
    /^(bot|staff says): (.+)$/,
    ([, who, text]) => ({ kind: "says", from: who === "bot" ? "bot" : "staff", text: text! }),
  ],
  [
    /^shopper orders: (\S+) (\d+), to (\w+), (.+), on (\S+)$/,
    ([, sku, quantity, city, street, phone]) => ({
      kind: "orders",
      sku: sku!,
      quantity: Number(quantity),
      city: city!,
      street: street!,
      phone: phone!,
    }),
  ],
  [
    /^courier: (\w+)(?: (\d{4}-\d{2}-\d{2}))?$/,
    ([, word, until]) => ({ kind: "courier", word: CourierWord.parse(word), ...(until && { until }) }),
  ],
  [/^order is: (\w+)$/, ([, state]) => ({ kind: "stands", state: OrderState.parse(state) })],
  [/^bot is silent$/, () => ({ kind: "silent" })],
];

/** @throws {ScriptError} naming the line that cannot be read */
export function parseScripts(source: string): Script[] {
  const scripts: Script[] = [];
  for (const [index, raw] of source.split("\n").entries()) {
    const line = index + 1;
    const text = raw.trim();
    if (text === "" || text.startsWith("#")) continue;
    if (text.startsWith("=== ")) scripts.push({ title: text.slice(4), line, steps: [] });
    else readLine(scripts.at(-1), text, line);
  }
  return scripts;
}

function readLine(script: Script | undefined, text: string, line: number): void {
  if (!script) throw new ScriptError(`line ${line}: a conversation begins with "=== its title"`);
  const known = /^(name|phone|elsewhere): (.+)$/.exec(text);
  if (known) {
    if (script.steps.length > 0)
      throw new ScriptError(`line ${line}: the ${known[1]} stands below the title, before all that is said`);
    script[known[1] as "name" | "phone" | "elsewhere"] = known[2]!;
    return;
  }
  const shown = /^(buttons|cards|image|document): (.+)$/.exec(text);
  const last = script.steps.at(-1);
  if (shown) {
    if (last?.kind !== "says")
      throw new ScriptError(`line ${line}: "${shown[1]}" belongs below what the bot says`);
    if (shown[1] === "image" || shown[1] === "document") last[shown[1]] = shown[2]!;
    else last[shown[1] as "buttons" | "cards"] = shown[2]!.split(" | ");
    return;
  }
  const [, elsewhere, what] = /^(elsewhere )?(.*)$/.exec(text)!;
  for (const [pattern, make] of patterns) {
    const match = pattern.exec(what!);
    const step = match && make(match);
    if (step) {
      script.steps.push({ ...step, line, ...(elsewhere && { elsewhere: true }) } as Step);
      return;
    }
  }
  throw new ScriptError(`line ${line}: not understood: ${text}`);
}
