import { type Extractor, matchesOf } from "./extractor.ts";

const address = /[a-z\d][a-z\d._%+-]{0,63}@[a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z]{2,}/g;

/** Normalised in small letters. */
export const findEmails: Extractor = ({ text }) =>
  text.includes("@")
    ? matchesOf(text, address).map(({ 0: found, index }) => ({
        type: "email",
        start: index,
        end: index + found.length,
        normalized: found,
      }))
    : [];
