import { z } from "zod";
import type { RecordKind } from "./ports/records.ts";

/** Up to when all that an account's vendor told has been stored. */
export const Heard = z.object({
  /** `<channel>:<account>`. */
  id: z.string(),
  until: z.iso.datetime(),
});
export type Heard = z.infer<typeof Heard>;

export const heardKind: RecordKind<Heard, never> = {
  name: "heard",
  schema: Heard,
  id: ({ id }) => id,
  indexes: {},
};
