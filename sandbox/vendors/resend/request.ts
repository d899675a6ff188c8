import { z } from "zod";

const oneOrMore = z.union([z.string(), z.array(z.string())]);

/** An e-mail to be sent, as far as we look into it: the schema has been checked before. */
export const Request = z.looseObject({
  from: z.string(),
  to: oneOrMore,
  subject: z.string(),
  html: z.string().optional(),
  text: z.string().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  tags: z.array(z.looseObject({ name: z.string(), value: z.string() })).optional(),
});
export type Request = z.infer<typeof Request>;
