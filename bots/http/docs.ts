import { join } from "node:path";
import { endpoint } from "./endpoint.ts";
import { fileReply, notFound, readFileOf } from "./static.ts";

const swaggerFolder = join(import.meta.dirname, "../../node_modules/swagger-ui-dist");
const swaggerFiles = ["swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png"];

/** Swagger UI sets styles on its elements; scripts come from this server only. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
  "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Hanout API</title>
<link rel="icon" href="/docs/favicon-32x32.png">
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
<div id="swagger-ui"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;
const start = 'SwaggerUIBundle({ url: "/openapi.json", dom_id: "#swagger-ui" });\n';

/** The OpenAPI document for people, without any other server. */
export function docs() {
  const index = endpoint({
    method: "GET",
    path: "/docs",
    access: "public",
    summary: null,
    answers: { 200: { description: "The page" } },
    handle: async (call) =>
      fileReply(call, page, "text/html; charset=utf-8", { "content-security-policy": policy }),
  });
  const files = endpoint({
    method: "GET",
    path: "/docs/{file}",
    access: "public",
    summary: null,
    answers: { 200: { description: "The file" } },
    async handle(call) {
      const name = call.params.file!;
      if (name === "start.js") return fileReply(call, start, "text/javascript; charset=utf-8");
      if (!swaggerFiles.includes(name)) throw notFound();
      const { bytes, contentType } = await readFileOf(swaggerFolder, name);
      return fileReply(call, bytes, contentType, { "cache-control": "public, max-age=86400" });
    },
  });
  return [index, files];
}
