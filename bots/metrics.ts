import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

const latencyBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30];

/** What `/metrics` shows, besides the process's own memory, CPU and event loop lag. */
export interface Metrics {
  registry: Registry;
  /** Requests by method, route template (never the path: it holds ids) and status. */
  httpSeconds: Histogram<"method" | "route" | "status">;
  /** Events handed in, by what became of them: accepted, duplicate, flooded. */
  eventsTotal: Counter<"outcome">;
  /** Turns by outcome: committed, stale, lost, failed. */
  turnsTotal: Counter<"outcome">;
  turnSeconds: Histogram;
  /** Effects by kind (message, call) and outcome: done, retried, withheld, dead. */
  effectsTotal: Counter<"kind" | "outcome">;
  /** Long polls and streams open now. */
  openWaits: Gauge;
}

/** A fresh set of metrics with a registry of its own. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    httpSeconds: new Histogram({
      name: "hanout_http_request_duration_seconds",
      help: "HTTP requests by method, route template and status",
      labelNames: ["method", "route", "status"],
      buckets: latencyBuckets,
      registers,
    }),
    eventsTotal: new Counter({
      name: "hanout_events_total",
      help: "Events accepted into mailboxes, by outcome",
      labelNames: ["outcome"],
      registers,
    }),
    turnsTotal: new Counter({
      name: "hanout_turns_total",
      help: "Turns by outcome",
      labelNames: ["outcome"],
      registers,
    }),
    turnSeconds: new Histogram({
      name: "hanout_turn_duration_seconds",
      help: "From the claim of a batch to the commit of its turn",
      buckets: latencyBuckets,
      registers,
    }),
    effectsTotal: new Counter({
      name: "hanout_effects_total",
      help: "Effects carried out, by kind and outcome",
      labelNames: ["kind", "outcome"],
      registers,
    }),
    openWaits: new Gauge({
      name: "hanout_open_waits",
      help: "Long polls and event streams open now",
      registers,
    }),
  };
}
