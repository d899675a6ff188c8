import { z } from "zod";
import { type Endpoint, endpoint } from "./endpoint.ts";

const ProblemDocument = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  instance: z.string(),
  errors: z.array(z.object({ pointer: z.string(), message: z.string() })).optional(),
});

/** Serves the OpenAPI 3.1 document of `api`, built once. */
export function openApiEndpoint(api: Endpoint[], title: string): Endpoint {
  const document = JSON.stringify(openApi(api, title));
  return endpoint({
    method: "GET",
    path: "/openapi.json",
    access: "public",
    summary: null,
    answers: { 200: { description: "The OpenAPI document" } },
    handle: async () => ({
      status: 200,
      bytes: document,
      contentType: "application/json",
      headers: { "cache-control": "no-cache" },
    }),
  });
}

/** The OpenAPI 3.1 document of endpoints; the schemas are those that check the requests. */
export function openApi(api: Endpoint[], title: string) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const one of api) {
    if (one.summary === null) continue;
    paths[one.path] = { ...paths[one.path], [one.method.toLowerCase()]: operation(one) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: `Hanout: ${title}`,
      version: "1",
      description: "Errors are problem details (RFC 9457). Unknown fields are refused.",
    },
    paths,
    components: {
      securitySchemes: {
        conversation: { type: "http", scheme: "bearer", description: "The token of the conversation" },
        signature: {
          type: "apiKey",
          in: "header",
          name: "X-Hanout-Signature",
          description: "`t=<seconds>,v1=<hexadecimal HMAC-SHA256 of the time, a full stop and the body>`",
        },
        operator: { type: "http", scheme: "bearer", description: "A key `hk_…` from `npm run keys`" },
      },
      schemas: { Problem: z.toJSONSchema(ProblemDocument) },
    },
  };
}

function operation({ path, access, summary, query, body, upload, answers }: Endpoint) {
  const parameters = [...pathParameters(path), ...(query ? queryParameters(query) : [])];
  return {
    summary,
    tags: [tagOf(path)],
    ...(access !== "public" && { security: [{ [access]: [] }] }),
    ...(parameters.length > 0 && { parameters }),
    ...((body || upload) && { requestBody: { required: true, content: requestContent(body, upload) } }),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, { description, schema, contentType }]) => [
          status,
          { description, content: answerContent(schema, contentType) },
        ]),
      ),
      default: {
        description: "A problem",
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    },
  };
}

function tagOf(path: string): string {
  if (path.startsWith("/v1/admin/")) return "Staff and merchant";
  if (path.startsWith("/v1/events")) return "Shop system";
  return path.startsWith("/v1/") ? "Shopper" : "Server";
}

const pathParameters = (path: string) =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));

function queryParameters(query: z.ZodType) {
  const { properties = {}, required = [] } = z.toJSONSchema(query, { io: "input", unrepresentable: "any" });
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema,
  }));
}

function requestContent(body: z.ZodType | undefined, upload: Endpoint["upload"]) {
  if (body) return { "application/json": { schema: z.toJSONSchema(body, { io: "input" }) } };
  const schema = upload?.schema && { schema: z.toJSONSchema(upload.schema, { io: "input" }) };
  return Object.fromEntries(
    (upload?.contentTypes ?? []).map((type) => [type === "*" ? "*/*" : type, schema ?? {}]),
  );
}

const answerContent = (schema: z.ZodType | undefined, contentType: string | undefined) =>
  schema ? { "application/json": { schema: z.toJSONSchema(schema) } } : { [contentType ?? "text/plain"]: {} };
