import { endpoint } from "./endpoint.ts";
import type { EndpointServices } from "./endpoints.ts";
import { Problem } from "./problem.ts";

/** The label of a return as vendors and shoppers fetch it: whoever has its link may see it, until the parcel is there. */
export const returnLabelEndpoint = ({ returnDesk }: EndpointServices) =>
  endpoint({
    method: "GET",
    path: "/v1/returns/{number}/{secret}/{file}",
    access: "public",
    summary: null,
    answers: { 200: { description: "The label", contentType: "application/pdf" } },
    async handle({ params }) {
      const label = await returnDesk.label(params.number!, params.secret!);
      if (!label)
        throw new Problem(404, "not-found", "There is no such label, or it is not needed any more.");
      return {
        status: 200,
        bytes: label.bytes,
        contentType: "application/pdf",
        headers: {
          "cache-control": "private, no-store",
          "content-disposition": `inline; filename="${label.name}"`,
        },
      };
    },
  });
