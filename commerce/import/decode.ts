import type { Problem } from "./contract.ts";

const saveAsUtf8 =
  'Save it as UTF-8 and import it again (in Excel: "CSV UTF-8"; in LibreOffice: character set "Unicode (UTF-8)")';

/** The text of a file that must be UTF-8, with or without a byte order mark; or why it cannot be read. */
export function decodeUtf8(file: Uint8Array): { text: string } | { problem: Problem } {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    return { problem: { line: 1, message: `This file is UTF-16. ${saveAsUtf8}.` } };
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (text.includes("\0"))
      return { problem: { line: 1, message: "This is not a text file, but a binary one." } };
    return text.trim() === "" ? { problem: { line: 1, message: "The file is empty." } } : { text };
  } catch {
    const line = firstBadLine(bytes);
    return {
      problem: {
        line,
        message: `Line ${line} is not UTF-8; the file may be Latin-1 (Windows). ${saveAsUtf8}.`,
      },
    };
  }
}

function firstBadLine(bytes: Buffer): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(0x0a, start);
    const next = end < 0 ? bytes.length : end + 1;
    if (!isUtf8(bytes.subarray(start, next))) return line;
    start = next;
  }
  return line;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
