import { CsvError, parse } from "csv-parse/sync";
import type { Problem } from "./contract.ts";

/** One record of the file: the line it begins on, and its cells by column; blank cells are not in it. */
export interface CsvRow {
  line: number;
  cells: Map<string, string>;
}

export interface CsvFile {
  header: string[];
  rows: CsvRow[];
  problems: Problem[];
}

/** A file with so many faults is not one to be mended row by row: none of it is taken, lest what was not read go off sale. */
const maxFaults = 100;

interface Found {
  line: number;
  cells: string[];
}

/**
 * Reads a CSV file separated by commas, semicolons or tabs (whichever its first line has most of). A record with
 * a fault of quoting is reported and left out, and reading goes on with the next line.
 */
export function readCsv(text: string): CsvFile {
  const [headerRow, ...others] = readRecords(text);
  if (!headerRow || "message" in headerRow)
    return { header: [], rows: [], problems: headerRow ? [headerRow] : [] };
  const header = headerRow.cells.map((name) => name.trim());
  const rows: CsvRow[] = [];
  const problems: Problem[] = [];
  for (const record of others) {
    if ("message" in record) problems.push(record);
    else if (
      record.cells.length > header.length &&
      record.cells.slice(header.length).some((cell) => cell.trim())
    )
      problems.push({
        line: record.line,
        message: `${record.cells.length} cells, but ${header.length} columns: a text with a comma needs "quotes".`,
      });
    else rows.push({ line: record.line, cells: byColumn(header, record.cells) });
  }
  return { header, rows, problems };
}

function byColumn(header: string[], cells: string[]): Map<string, string> {
  const filled = header.flatMap((name, at) => {
    const cell = cells[at]?.trim();
    return cell ? [[name, cell] as const] : [];
  });
  return new Map(filled);
}

/** Every record that is not blank; where one cannot be read, the problem instead of it. */
function readRecords(text: string): (Found | Problem)[] {
  const lines = text.split(/(?<=\n)/);
  const delimiter = delimiterOf(lines[0] ?? "");
  const found: (Found | Problem)[] = [];
  let faults = 0;
  for (let from = 0; from < lines.length; ) {
    const part = readUntilFault(lines.slice(from).join(""), from + 1, delimiter);
    for (const record of part.records) if (record.cells.some((cell) => cell.trim())) found.push(record);
    if (!part.problem) break;
    found.push(part.problem);
    if (++faults === maxFaults) {
      const [header, ...others] = found;
      const faulty = others.filter((record) => "message" in record);
      const message = "Too many faults: the rest was not read, and nothing was imported.";
      return [header!, ...faulty, { line: part.problem.line, message }];
    }
    from = part.problem.line;
  }
  return found;
}

function readUntilFault(text: string, firstLine: number, delimiter: string) {
  const records: Found[] = [];
  let line = firstLine;
  try {
    parse(text, {
      delimiter,
      relax_column_count: true,
      on_record: (cells: string[], { lines }) => {
        records.push({ line, cells });
        line = firstLine + lines;
        return null;
      },
    });
    return { records, problem: null };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const message =
      error.code === "CSV_QUOTE_NOT_CLOSED"
        ? 'A quote (") opened here is never closed.'
        : 'A quote (") stands inside a text here: write it twice ("") and put the whole text in quotes.';
    return { records, problem: { line, message } };
  }
}

function delimiterOf(headerLine: string): string {
  const counts = [",", ";", "\t"].map((delimiter) => ({
    delimiter,
    count: headerLine.split(delimiter).length,
  }));
  return counts.reduce((most, each) => (each.count > most.count ? each : most)).delimiter;
}
