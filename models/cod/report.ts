import type { CodCase } from "./case.ts";
import { type CodBand, codBands } from "./risk.ts";

export interface CodBandRow {
  band: CodBand;
  orders: number;
  /** By the shopper, in the chat. */
  confirmed: number;
  /** By the shopper before it left. */
  refused: number;
  /** For want of an answer. */
  unanswered: number;
  delivered: number;
  refusedAtDoor: number;
  /** Of those that ended, the share that was not taken, sent or not; null: none has ended. */
  precision: number | null;
}

export interface CodReport {
  bands: CodBandRow[];
  /** Parcels that were not sent in vain: refused or given up before they left. */
  saved: number;
  /** Orders that people are to phone about, the riskiest first. */
  toCall: { number: string; risk: number }[];
}

export function codReport(cases: readonly CodCase[]): CodReport {
  const bands = codBands.map((band) =>
    rowOf(
      band,
      cases.filter((one) => one.band === band),
    ),
  );
  return {
    bands,
    saved: bands.reduce((sum, { refused, unanswered }) => sum + refused + unanswered, 0),
    toCall: cases
      .filter(isToCall)
      .toSorted((a, b) => b.risk - a.risk)
      .map(({ number, risk }) => ({ number, risk })),
  };
}

function rowOf(band: CodBand, cases: readonly CodCase[]): CodBandRow {
  const count = (is: (one: CodCase) => boolean): number => cases.filter(is).length;
  const isCancelled = ({ outcome }: CodCase): boolean => outcome === "cancelled";
  const refused = count((one) => isCancelled(one) && one.answer?.what === "refused");
  const unanswered = count((one) => isCancelled(one) && one.answer === null && one.unanswered === "cancel");
  const delivered = count(({ outcome }) => outcome === "delivered");
  const refusedAtDoor = count(({ outcome }) => outcome === "refused");
  const ended = refused + unanswered + delivered + refusedAtDoor;
  return {
    band,
    orders: cases.length,
    confirmed: count(({ answer }) => answer?.what === "confirmed"),
    refused,
    unanswered,
    delivered,
    refusedAtDoor,
    precision: ended === 0 ? null : (ended - delivered) / ended,
  };
}

const isToCall = ({ outcome, answer, band, unanswered, conversationId }: CodCase): boolean =>
  outcome === null &&
  answer === null &&
  (band === "call" || unanswered === "hold" || (band === "ask" && conversationId === null));
