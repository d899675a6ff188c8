import { adminCatalogue } from "./admin/catalogue.ts";
import { adminCod } from "./admin/cod.ts";
import { adminConversations } from "./admin/conversations.ts";
import { adminJobs } from "./admin/jobs.ts";
import { adminKeys } from "./admin/keys.ts";
import { adminOutcomes } from "./admin/outcomes.ts";
import { adminRepairs } from "./admin/repairs.ts";
import { adminReturns } from "./admin/returns.ts";
import { adminSequences } from "./admin/sequences.ts";
import { adminUnclear } from "./admin/unclear.ts";
import { botFrameworkEndpoint } from "./bot-framework.ts";
import { conversationEndpoints } from "./conversations.ts";
import { docs } from "./docs.ts";
import { documentEndpoint } from "./documents.ts";
import type { Endpoint } from "./endpoint.ts";
import { health } from "./health.ts";
import type { ApiKeys } from "./keys.ts";
import { mediaEndpoints } from "./media.ts";
import { messageEndpoints } from "./messages.ts";
import { openApiEndpoint } from "./openapi.ts";
import { payEndpoints } from "./pay.ts";
import type { RateLimits } from "./rate-limits.ts";
import { returnLabelEndpoint } from "./return-label.ts";
import type { HttpServices } from "./services.ts";
import { shopEventsEndpoint } from "./shop-events.ts";
import { site } from "./site.ts";
import type { WebTokens } from "./tokens.ts";
import { webhookEndpoints } from "./webhooks.ts";

/** What endpoints may use. */
export interface EndpointServices extends HttpServices {
  tokens: WebTokens;
  keys: ApiKeys;
  limits: RateLimits;
}

/** Every operation of the server. */
export function endpoints(services: EndpointServices): Endpoint[] {
  const api = [
    ...conversationEndpoints(services),
    ...messageEndpoints(services),
    shopEventsEndpoint(services),
    ...mediaEndpoints(services),
    returnLabelEndpoint(services),
    ...adminConversations(services),
    ...adminRepairs(services),
    ...adminJobs(services),
    ...adminReturns(services),
    adminCatalogue(services),
    adminOutcomes(services),
    ...adminUnclear(services),
    ...adminCod(services),
    ...adminSequences(services),
    ...adminKeys(services),
    botFrameworkEndpoint(services),
    ...webhookEndpoints(services),
    ...health(services),
  ];
  return [
    ...api,
    openApiEndpoint(api, services.shop.name),
    ...docs(),
    ...payEndpoints(services),
    documentEndpoint(services),
    ...site(services.shop, services.showcase),
  ];
}
