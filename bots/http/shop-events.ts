import { z } from "zod";
import { ShopEvents } from "../../models/shop-events.ts";
import { parseJson } from "./body.ts";
import { endpoint } from "./endpoint.ts";
import type { EndpointServices } from "./endpoints.ts";
import { isSignedEvent } from "./event-signature.ts";
import { jsonPointer, Problem } from "./problem.ts";

const limitBytes = 1024 * 1024;

const Taken = z.object({
  taken: z.int(),
  /** Taken before, by their ids. */
  known: z.int(),
});

/** What happened in the shop's own system, told by it. Without a secret nobody can tell anything. */
export const shopEventsEndpoint = ({ config, clock, shopEvents }: EndpointServices) =>
  endpoint({
    method: "POST",
    path: "/v1/events",
    access: "signature",
    summary:
      "Tell what happened in the shop's own system: one event or a list; those at fault are named (422), the others are taken",
    upload: { limitBytes, contentTypes: ["application/json"], schema: ShopEvents },
    answers: { 200: { description: "All are taken, or were before", schema: Taken } },
    async handle({ bytes, header }) {
      if (config.eventSecrets.length === 0)
        throw new Problem(
          404,
          "events-off",
          "No events are taken: set EVENTS_SECRET; see docs/guides/events.md.",
        );
      if (!isSignedEvent(header("x-hanout-signature"), bytes, config.eventSecrets, clock.now()))
        throw new Problem(
          401,
          "signature",
          "Send the header X-Hanout-Signature: t=<seconds>,v1=<HMAC-SHA256 of the time, a full stop and the body>, " +
            "signed with EVENTS_SECRET less than five minutes ago.",
        );
      const { taken, known, refused } = await shopEvents.take(parseJson(bytes));
      if (refused.length > 0)
        throw new Problem(
          422,
          "events",
          `Not all is as it must be. ${taken} events were taken, ${known} were known; mend the others and send them again.`,
          { errors: refused.map(({ path, message }) => ({ pointer: jsonPointer(path), message })) },
        );
      return { status: 200, json: { taken, known } };
    },
  });
