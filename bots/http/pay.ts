import { endpoint } from "./endpoint.ts";
import type { EndpointServices } from "./endpoints.ts";

const path = "/pay/{number}/{token}";
/** A form without fields. */
const limitBytes = 1024;

const headers = {
  "content-security-policy":
    "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  // Without the origin that the form is sent with, it would be taken for a form of somebody else's page.
  "referrer-policy": "same-origin",
  "x-robots-tag": "noindex",
};

/** Who holds the link of an order sees what is to be paid, and pays. */
export function payEndpoints({ payPages }: EndpointServices) {
  const show = endpoint({
    method: "GET",
    path,
    access: "public",
    summary: null,
    answers: { 200: { description: "The page" } },
    async handle({ params, header }) {
      const { found, html } = await payPages.show(
        params.number!,
        params.token!,
        header("accept-language") ?? "",
      );
      return { status: found ? 200 : 404, bytes: html, contentType: "text/html; charset=utf-8", headers };
    },
  });
  const pay = endpoint({
    method: "POST",
    path,
    access: "public",
    summary: null,
    upload: { limitBytes, contentTypes: ["application/x-www-form-urlencoded"] },
    answers: { 303: { description: "Back to the page, which says what is so now" } },
    async handle({ params, path: asked }) {
      await payPages.pay(params.number!, params.token!);
      return { status: 303, bytes: "", contentType: "text/plain", headers: { location: asked } };
    },
  });
  return [show, pay];
}
