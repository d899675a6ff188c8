import { westernDigits } from "../../models/digits.ts";
import { isForgeable } from "../../models/identity.ts";
import type { CodeAsked, CodeTried } from "../../models/link-code.ts";
import { proofLifeMs } from "../../models/proof.ts";
import { ask, branch, type CallOutcome, call, check, flow, go, read, remember, say } from "../engine/flow.ts";

interface Linking {
  /** Where they write from as well: E.164, or an e-mail. */
  address: string;
  code: string;
  asked: CallOutcome<CodeAsked>;
  tried: CallOutcome<CodeTried>;
  customers: { id: string }[];
}

/** An address as the recogniser gives it. */
const plainAddress = /^(?:\+\d{6,15}|[^\s@]+@[^\s@]+)$/;
const sixDigits = /(?<!\d)(\d{3})[ -]?(\d{3})(?!\d)/;

/** The code in an answer: "123 456", "c'est ١٢٣٤٥٦". */
function parseCode(text: string): string | null {
  const found = sixDigits.exec(westernDigits(text));
  return found ? `${found[1]}${found[2]}` : null;
}

/** A message that is nothing but six digits. */
const bareCode = (text: string): string | null => (/\p{L}/u.test(text) ? null : parseCode(text));

/**
 * "That is me too, on WhatsApp": whoever types here the code that was sent there is the same person, and both conversations
 * are one contact's. Whether anybody writes from an address is told to nobody.
 */
export const contactLink = flow<Linking>("contact.link", {
  version: 1,
  intents: ["contact.link"],
  slots: {
    address: {
      hears: (_, { entities }) =>
        entities.find(({ type }) => type === "phone" || type === "email")?.normalized ?? null,
      parse: (text) => plainAddress.exec(text.trim())?.[0] ?? null,
      settled: true,
    },
    code: { parse: parseCode, settled: true },
  },
  steps: [
    branch("from", ({ conversation }) => (isForgeable(conversation.channel) ? "anybody" : "shopper"), {
      anybody: [say("not from here", () => ({ key: "contact.link.not_from_here" }))],
      shopper: [
        ask("address", "contact.link.ask_address"),
        call("asked", {
          action: "link.ask",
          key: ({ conversation, causes }) => `link:${conversation.id}:${causes[0]}`,
          args: ({ values, conversation }) => ({ conversationId: conversation.id, address: values.address }),
          uses: ["address"],
        }),
        branch("may", ({ values }) => (values.asked.ok ? values.asked.value : "over"), {
          already: [
            say("already", ({ values }) => ({
              key: "contact.link.already",
              params: { address: values.address },
            })),
          ],
          too_many: [
            say("too many", () => ({
              key: "contact.link.too_many",
              next: [{ title: "menu.human.button", flow: "assist.human" }],
            })),
          ],
          over: [say("failed", ({ values }) => overWith(values))],
          sent: [
            ask("code", ({ values }) => ({
              reply: { key: "contact.link.ask_code", params: { address: values.address } },
            })),
            call("tried", {
              action: "link.try",
              key: ({ conversation, causes }) => `link.try:${conversation.id}:${causes[0]}`,
              args: ({ values, conversation }) => ({
                conversationId: conversation.id,
                address: values.address,
                code: values.code,
              }),
              uses: ["address", "code"],
            }),
            check("wrong", ({ values }) =>
              values.tried.ok && values.tried.value === "wrong"
                ? { reply: { key: "contact.link.wrong" }, forget: ["code"] }
                : null,
            ),
            branch("right", ({ values }) => (values.tried.ok ? values.tried.value : "over"), {
              over: [say("over", ({ values }) => overWith(values))],
              right: [
                read("customers", ({ values: { address }, commerce }) =>
                  commerce.customers.findCustomers(
                    address.includes("@") ? { email: address } : { phone: address },
                  ),
                ),
                remember("proven", ({ values, memory, now }) => {
                  const until = new Date(now.getTime() + proofLifeMs).toISOString();
                  const theirs = values.customers.map(({ id }) => ({ customerId: id, until }));
                  return { proven: [...memory.proven, ...theirs].slice(-5) };
                }),
                say("linked", ({ values }) => ({
                  key: "contact.link.done",
                  params: { address: values.address },
                  next: [{ title: "menu.track.button", flow: "order.track" }],
                })),
              ],
            }),
          ],
        }),
      ],
    }),
  ],
});

const overWith = ({ address }: Linking) => ({
  key: "contact.link.over",
  params: { address },
  next: [{ title: "engine.start_again.button", flow: "contact.link", slots: { address } }],
});

interface Code {
  code: string;
  until: string;
  /** Typed here, where it was sent. */
  typed: string;
  misplaced: boolean;
}

/** Begun by the shop in the other conversation. Once it is over it is not said; typed there it does nothing. */
export const contactCode = flow<Code>("contact.code", {
  version: 1,
  intents: [],
  slots: { code: {}, until: {}, misplaced: {}, typed: { hears: bareCode } },
  steps: [
    branch("what", ({ values, now }) => whatOf(values, now), {
      code: [
        say("code", ({ values, shop }) => ({
          key: "contact.code.say",
          params: { code: values.code, shop: shop.name },
        })),
      ],
      misplaced: [say("misplaced", () => ({ key: "contact.code.misplaced" }))],
      typed: [
        go("misplaced", ({ values: { code, until } }) => ({
          flow: "contact.code",
          slots: { code, until, misplaced: true },
        })),
      ],
      other: [go("order", ({ values }) => ({ flow: "order.track", slots: { number: values.typed } }))],
    }),
  ],
});

function whatOf({ code, until, typed, misplaced }: Code, now: Date): string {
  if (typed !== undefined) return typed === code ? "typed" : "other";
  if (misplaced) return "misplaced";
  return now < new Date(until) ? "code" : "over";
}

/** Begun by the shop in the other conversation, once it is linked. */
export const contactJoined = flow<{ from: string }>("contact.joined", {
  version: 1,
  intents: [],
  slots: { from: {} },
  steps: [
    say("joined", ({ values }) => ({
      key: "contact.joined.say",
      params: { from: values.from },
      next: [{ title: "menu.human.button", flow: "assist.human" }],
    })),
  ],
});
