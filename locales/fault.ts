/** Where something stands; line and column count from 1. */
export interface Place {
  file: string;
  line: number;
  column: number;
}

/** Something a merchant must mend: what is wrong, and how to put it right. */
export interface Fault extends Place {
  message: string;
}

export type Report = (place: Place, message: string) => void;

export function reportTo(faults: Fault[]): Report {
  return ({ file, line, column }, message) => faults.push({ file, line, column, message });
}

/** `file:line:column: what, and how to mend it`, which editors and terminals turn into a link. */
export function formatFault({ file, line, column, message }: Fault): string {
  return `${file}:${line}:${column}: ${message}`;
}

/** Every fault of the locale files at once, in the order of files and lines. */
export class LocaleFaultsError extends Error {
  readonly kind = "locale_faults";
  readonly faults: Fault[];

  constructor(faults: Fault[]) {
    super(`The locale files have ${faults.length} fault(s):\n${faults.map(formatFault).join("\n")}`);
    this.name = "LocaleFaultsError";
    this.faults = faults;
  }
}

export function inReadingOrder(faults: Fault[]): Fault[] {
  return faults.toSorted((a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
