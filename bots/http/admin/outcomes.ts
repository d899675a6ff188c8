import { endpoint } from "../endpoint.ts";
import type { EndpointServices } from "../endpoints.ts";
import { KeptOutcomes } from "./schemas.ts";

const limitBytes = 5 * 1024 * 1024;

/** What couriers say became of parcels, by file. */
export const adminOutcomes = ({ courierDesk }: EndpointServices) =>
  endpoint({
    method: "POST",
    path: "/v1/admin/outcomes",
    access: "operator",
    summary:
      "What became of parcels, by a courier's CSV (order, outcome, date, note); faulty lines are reported and the rest is kept",
    upload: { limitBytes, contentTypes: ["text/csv"] },
    answers: { 200: { description: "What was kept", schema: KeptOutcomes } },
    handle: async ({ bytes }) => ({ status: 200, json: await courierDesk.take(bytes) }),
  });
