import { expect, test } from "@jest/globals";
import { formatFault } from "../../locales/fault.ts";
import { inspectLocales } from "../../locales/load.ts";
import { goodLocales } from "./files.ts";

/** What is changed in good files → the beginning of every fault that is found, without the folder. */
export type Row = [name: string, changes: Record<string, string | null>, faults: string[]];

const actions = { "reservation.create": { sku: "text", quantity: "number" } } as const;

export function faultTable(rows: Row[]): void {
  test.each(rows)("%s", async (_name, changes, expected) => {
    const dir = await goodLocales(changes);
    const { faults, locales } = await inspectLocales([dir], { actions });
    const found = faults.map((fault) => formatFault(fault).slice(dir.length + 1));
    expect(found).toEqual(expected.map((part) => expect.stringContaining(part)));
    expect(locales === null).toBe(faults.length > 0);
  });
}
