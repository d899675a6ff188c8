import { DeliveryError } from "../../models/ports/channel.ts";
import { WebhookBodyError } from "../../models/ports/webhook.ts";
import type { Door } from "../arrivals.ts";
import { type Call, endpoint } from "./endpoint.ts";
import type { EndpointServices } from "./endpoints.ts";
import { Problem } from "./problem.ts";

/** Meta's calls have at most 3 MB; nobody's have more. */
const limitBytes = 3 * 1024 * 1024;
/** Under it Twilio tells what became of messages, with the account of the bare path. */
const receipts = "status";

/**
 * Where vendors call: `/webhooks/<vendor>` for the account of the environment, `/webhooks/<vendor>/<key>` for others. What
 * they say is in their own documents, not in ours.
 */
export function webhookEndpoints(services: EndpointServices) {
  return ["/webhooks/{vendor}", "/webhooks/{vendor}/{key}"].flatMap((path) => [
    endpoint({
      method: "GET",
      path,
      access: "public",
      summary: null,
      answers: { 200: { description: "What the vendor asked to hear", contentType: "text/plain" } },
      handle: async (call) => checked(call, services),
    }),
    endpoint({
      method: "POST",
      path,
      access: "public",
      summary: null,
      upload: { limitBytes, contentTypes: ["*"] },
      answers: { 200: { description: "Stored" } },
      handle: (call) => receive(call, services),
    }),
  ]);
}

type AnyCall = Call<undefined, undefined>;

function checked(call: AnyCall, services: EndpointServices) {
  const { handshake } = doorOf(call, services).webhook;
  if (!handshake) throw new Problem(405, "method", "This vendor makes no such check.");
  return toReply(handshake(urlOf(call, services)));
}

async function receive(call: AnyCall, services: EndpointServices) {
  const door = doorOf(call, services);
  const request = { url: urlOf(call, services), header: call.header, body: call.bytes };
  const now = services.clock.now();
  try {
    if (!door.webhook.verify(request, now))
      throw new Problem(401, "signature", "This call is not signed with this account's secret.");
    await services.receiveArrivals(door, door.webhook.parse(request, now));
  } catch (cause) {
    door.missed?.();
    throw toRefusal(cause);
  }
  return toReply(door.webhook.accepted);
}

function toRefusal(cause: unknown): unknown {
  if (cause instanceof DeliveryError)
    return new Problem(503, "not-fetched", "What this call announces cannot be fetched now. Call again.", {
      cause,
    });
  return cause instanceof WebhookBodyError
    ? new Problem(400, "not-of-this-vendor", cause.message, { cause })
    : cause;
}

function doorOf({ params }: AnyCall, { doors }: EndpointServices): Door {
  const { vendor = "", key } = params;
  const door = doors.get(key === undefined || key === receipts ? vendor : `${vendor}/${key}`);
  if (!door)
    throw new Problem(404, "channel-off", "There is no account with this address; see docs/channels.");
  return door;
}

/** As the vendor was told it: some sign the address. */
const urlOf = ({ path, header }: AnyCall, { config }: EndpointServices): string =>
  (config.publicUrl ?? `http://${header("host") ?? "localhost"}`) + path;

function toReply({ status, contentType = "text/plain", body = "" }: Door["webhook"]["accepted"]) {
  return { status, bytes: body, contentType };
}
