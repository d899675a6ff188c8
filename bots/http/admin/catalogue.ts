import { endpoint } from "../endpoint.ts";
import type { EndpointServices } from "../endpoints.ts";
import { ImportCatalogue, Imported } from "./schemas.ts";

const catalogueLimitBytes = 20 * 1024 * 1024;

/** A catalogue file, imported while the shop is open. */
export const adminCatalogue = ({ importCatalogue }: EndpointServices) =>
  endpoint({
    method: "POST",
    path: "/v1/admin/catalogue",
    access: "operator",
    summary: "Import products from a CSV or JSON file; bad rows are reported and the rest is kept",
    query: ImportCatalogue,
    upload: {
      limitBytes: catalogueLimitBytes,
      contentTypes: ["text/csv", "application/json", "application/octet-stream"],
    },
    answers: { 200: { description: "What was imported", schema: Imported } },
    handle: async ({ bytes, query }) => ({ status: 200, json: await importCatalogue(bytes, query.format) }),
  });
