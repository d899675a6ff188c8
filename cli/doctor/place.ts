import type { Templates } from "../../models/templates.ts";
import type { Ask } from "./finding.ts";

/** What each account is held against. */
export interface Place {
  /** The address that its vendor is to call. */
  webhook: string;
  ask: Ask;
  now: Date;
  templates: Templates;
}
