import { z } from "zod";
import { decodeUtf8 } from "../../commerce/import/decode.ts";
import { type CsvRow, readCsv } from "../../commerce/import/read-csv.ts";
import { CourierWord } from "../../models/cod/case.ts";
import type { CourierOutcome } from "../cod/courier.ts";
import { courierKey } from "./key.ts";

export interface LineProblem {
  line: number;
  message: string;
}

const columns = ["order", "outcome", "date", "note"];

/** People read no more of it. */
const mostNoteChars = 200;

const Row = z.object({
  order: z.string("the order's number is missing"),
  outcome: z.enum(CourierWord.options, `one of ${CourierWord.options.join(", ")}`),
  /** `postponed` names the new day, the others the day on which it was. */
  date: z
    .string("a day such as 2026-11-24 is missing")
    .transform((written) => written.replace(/^(\d{2})\/(\d{2})\/(\d{4})$/, "$3-$2-$1"))
    .pipe(z.iso.date("a day such as 2026-11-24 or 24/11/2026")),
  note: z
    .string()
    .transform((note) => note.trim().slice(0, mostNoteChars))
    .optional(),
});

/**
 * A courier's file: CSV in UTF-8 with the columns `order`, `outcome`, `date` (needed) and `note`, in any order. What happened
 * on a day is taken to have been at its noon.
 */
export function readOutcomes(
  file: Uint8Array,
  now: Date,
): { outcomes: (CourierOutcome & { line: number })[]; problems: LineProblem[] } {
  const decoded = decodeUtf8(file);
  if ("problem" in decoded) return { outcomes: [], problems: [{ line: 1, ...decoded.problem }] };
  const { header, rows, problems } = readCsv(decoded.text);
  const faults = [
    ...columns
      .slice(0, 3)
      .flatMap((name) => (header.includes(name) ? [] : [`the column ${name} is missing`])),
    ...header.flatMap((name) =>
      columns.includes(name) ? [] : [`there is no column ${name || "without a name"}`],
    ),
  ];
  if (faults.length > 0)
    return {
      outcomes: [],
      problems: [{ line: 1, message: `${faults.join("; ")}: the columns are ${columns.join(", ")}` }],
    };
  const read = rows.map((row) => outcomeOf(row, now));
  return {
    outcomes: read.flatMap((one) => ("message" in one ? [] : [one])),
    problems: [
      ...problems.map(({ line = 1, message }) => ({ line, message })),
      ...read.flatMap((one) => ("message" in one ? [one] : [])),
    ],
  };
}

function outcomeOf({ line, cells }: CsvRow, now: Date): (CourierOutcome & { line: number }) | LineProblem {
  const parsed = Row.safeParse(Object.fromEntries(cells));
  if (!parsed.success) {
    const told = parsed.error.issues.map(({ path, message }) => `${String(path[0])}: ${message}`);
    return { line, message: told.join("; ") };
  }
  const { order, outcome: word, date, note } = parsed.data;
  const number = order.replace(/^#\s*/, "").toUpperCase();
  const isPostponed = word === "postponed";
  const noon = new Date(`${date}T12:00:00.000Z`);
  return {
    line,
    key: courierKey(number, word, date),
    number,
    word,
    at: isPostponed || noon > now ? now : noon,
    ...(isPostponed && { until: date }),
    ...(note && { note }),
  };
}
