import type { Activity } from "botframework-schema";
import type { Channel, Inbound } from "../../models/ports/channel.ts";
import type { Clock } from "../../models/ports/clock.ts";
import { type Connector, type Credentials, connectBotFramework, SenderRejectedError } from "./connector.ts";
import { toDeliveryError } from "./delivery-error.ts";
import { InboundActivity, toActivity, toInbound } from "./inbound.ts";
import { isLoopbackUrl } from "./loopback.ts";
import { withAbsoluteUrls } from "./outbound.ts";

export type { Credentials } from "./connector.ts";

/** What the server does with an activity that arrived. @returns the replies when they are expected. */
export type Receive = (inbound: Inbound, expectReplies: boolean) => Promise<Partial<Activity>[]>;

/** The activity is malformed (400), or its sender is not who he should be (401, 403). */
export class ActivityRefusedError extends Error {
  override readonly name = "ActivityRefusedError";
  readonly status: 400 | 401 | 403;
  constructor(status: 400 | 401 | 403, message: string, options?: { cause: unknown }) {
    super(message, options);
    this.status = status;
  }
}

/** One bot of the Bot Framework: its endpoint, and the two ways its replies travel. */
export interface BotFramework {
  /** `bot-framework` sends to the `serviceUrl`; `bot-framework-inline` answers in the response. */
  channels: [Channel, Channel];
  /**
   * Authenticates a posted activity and hands it to `receive`. Kinds of activities that we do not know are
   * taken and ignored.
   * @returns the replies when the sender expects them in the response, else null
   * @throws {ActivityRefusedError} and whatever `receive` throws
   */
  answer(
    body: unknown,
    authorization: string,
    local: boolean,
    receive: Receive,
  ): Promise<Partial<Activity>[] | null>;
}

export interface BotFrameworkOptions {
  account: string;
  /** Null: no Azure bot; only callers and addresses on this machine are accepted. */
  credentials: Credentials | null;
  /** Where pictures of cards are found from outside; without it relative pictures are left out. */
  publicUrl?: string;
  clock: Clock;
}

/**
 * botbuilder is loaded at the first activity. Protocol:
 * https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
 */
export function createBotFramework(options: BotFrameworkOptions): BotFramework {
  const { account, credentials, clock } = options;
  let connector: Promise<Connector> | null = null;
  const connected = () => {
    connector ??= connectBotFramework(credentials);
    return connector;
  };
  const render: Channel["render"] = (activity) => [
    { key: "message", body: withAbsoluteUrls(activity, options.publicUrl) },
  ];

  const outbound: Channel = {
    name: "bot-framework",
    account,
    readsTranscript: false,
    render,
    async deliver({ reference }, request, signal) {
      const { send } = await connected();
      try {
        return await send(reference, request.body as Partial<Activity>, signal);
      } catch (cause) {
        throw toDeliveryError(cause, clock.now());
      }
    },
  };
  const inline: Channel = {
    name: "bot-framework-inline",
    account,
    readsTranscript: true,
    render,
    deliver: async () => ({}),
  };

  return {
    channels: [outbound, inline],
    async answer(body, authorization, local, receive) {
      const parsed = InboundActivity.safeParse(body);
      if (!parsed.success)
        throw new ActivityRefusedError(400, "The body is no Bot Framework activity.", {
          cause: parsed.error,
        });
      const activity = parsed.data;
      if (!credentials) requireLocal(activity, local);
      const inbound = toInbound(activity, account, clock.now());
      const expectReplies = activity.deliveryMode === "expectReplies";
      const { run } = await connected();
      try {
        const replies = await run(toActivity(activity), authorization, async () => {
          const answers = inbound ? await receive(inbound, expectReplies) : [];
          return answers.map((reply) => withAbsoluteUrls(reply, options.publicUrl));
        });
        return expectReplies ? replies : null;
      } catch (cause) {
        if (cause instanceof SenderRejectedError)
          throw new ActivityRefusedError(401, "The Bot Framework token is missing or wrong.", { cause });
        throw cause;
      }
    },
  };
}

function requireLocal(activity: InboundActivity, local: boolean): void {
  if (!local)
    throw new ActivityRefusedError(
      403,
      "Without MICROSOFT_APP_ID only callers on this machine are accepted: configure the bot's credentials.",
    );
  if (!isLoopbackUrl(activity.serviceUrl))
    throw new ActivityRefusedError(
      403,
      "Without MICROSOFT_APP_ID only a serviceUrl on this machine is accepted, such as http://localhost:3979.",
    );
}
