import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import type { EndpointServices } from "./endpoints.ts";
import { Problem } from "./problem.ts";

const State = z.strictObject({ status: z.literal("ok") });

/** For load balancers and Prometheus. */
export function health({ metrics, ready }: EndpointServices) {
  const alive = endpoint({
    method: "GET",
    path: "/healthz",
    access: "public",
    summary: "Whether the process lives",
    answers: { 200: { description: "It does", schema: State } },
    handle: async () => ({ status: 200, json: { status: "ok" } }),
  });
  const readiness = endpoint({
    method: "GET",
    path: "/readyz",
    access: "public",
    summary: "Whether it takes messages: not while it starts or shuts down",
    answers: { 200: { description: "It does", schema: State } },
    async handle() {
      if (!ready()) throw new Problem(503, "not-ready", "The server is starting or shutting down.");
      return { status: 200, json: { status: "ok" } };
    },
  });
  const prometheus = endpoint({
    method: "GET",
    path: "/metrics",
    access: "public",
    summary: "Metrics for Prometheus",
    answers: { 200: { description: "Text exposition format", contentType: metrics.registry.contentType } },
    handle: async () => ({
      status: 200,
      bytes: await metrics.registry.metrics(),
      contentType: metrics.registry.contentType,
    }),
  });
  return [alive, readiness, prometheus];
}
