import type { CourierWord } from "../../models/cod/case.ts";

/**
 * Names what a courier tells of an order, whether it comes by a file or by an event: how it ends is told once, that nobody
 * was there once a day.
 */
export const courierKey = (number: string, word: CourierWord, day: string): string =>
  word === "delivered" || word === "refused"
    ? `courier:${number}:${word}`
    : `courier:${number}:${word}:${day}`;
