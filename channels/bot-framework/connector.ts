import type { CloudAdapter } from "botbuilder";
import type { Activity, ConversationReference, ResourceResponse } from "botframework-schema";
import { z } from "zod";
import type { Receipt } from "../../models/ports/channel.ts";

/** The credentials of an Azure bot. */
export interface Credentials {
  appId: string;
  password: string;
  /** For a bot of one tenant only. */
  tenantId?: string;
}

/** Who sent an activity did not prove it. */
export class SenderRejectedError extends Error {
  override readonly name = "SenderRejectedError";
}

/** botbuilder, reduced to the two things that the channel does with it. */
export interface Connector {
  /**
   * Runs `work` as the turn of an activity.
   * @returns the replies as they go into a response
   * @throws {SenderRejectedError} when the JWT is missing or wrong; whatever `work` throws
   */
  run(
    activity: Activity,
    authorization: string,
    work: () => Promise<Partial<Activity>[]>,
  ): Promise<Partial<Activity>[]>;
  /**
   * Sends, once, to the conversation of a reference that {@link Connector.run} once saw.
   */
  send(reference: unknown, activity: Partial<Activity>, signal: AbortSignal): Promise<Receipt>;
}

/** What is used of the REST client that botbuilder makes for a `serviceUrl`, anew for each turn. */
interface RestClient {
  client: { pipeline: { removePolicy(policy: { name: string }): unknown } };
  conversations: {
    sendToConversation(
      conversationId: string,
      activity: Partial<Activity>,
      options: { abortSignal: AbortSignal },
    ): Promise<ResourceResponse>;
  };
}

const ReferenceShape = z.looseObject({
  channelId: z.string(),
  serviceUrl: z.string(),
  conversation: z.looseObject({ id: z.string() }),
});
type Reference = Partial<ConversationReference> & Pick<ConversationReference, "conversation">;
const Reference = z.custom<Reference>((value) => ReferenceShape.safeParse(value).success);

/**
 * The client would try three times more within seconds, and wait as long as Retry-After says, behind the back of the
 * outbox: which counts tries, has its lease for seconds only, and must be told of a Retry-After. It has no option for
 * this. https://github.com/Azure/azure-sdk-for-js/blob/main/sdk/core/core-rest-pipeline/src/policies/defaultRetryPolicy.ts
 */
const retries = { name: "defaultRetryPolicy" };

/** Loads botbuilder (56 MB) and makes its adapter. Without credentials it believes every sender. */
export async function connectBotFramework(credentials: Credentials | null): Promise<Connector> {
  const { CloudAdapter, ConfigurationBotFrameworkAuthentication, TurnContext } = await import("botbuilder");
  const authentication = new ConfigurationBotFrameworkAuthentication(
    credentials
      ? {
          MicrosoftAppId: credentials.appId,
          MicrosoftAppPassword: credentials.password,
          MicrosoftAppType: credentials.tenantId ? "SingleTenant" : "MultiTenant",
          ...(credentials.tenantId && { MicrosoftAppTenantId: credentials.tenantId }),
        }
      : {},
  );
  const adapter: CloudAdapter = new CloudAdapter(authentication);

  return {
    async run(activity, authorization, work) {
      const caller = await authentication.authenticateRequest(activity, authorization).catch((cause) => {
        throw isRejection(cause)
          ? new SenderRejectedError("the sender of the activity did not prove who it is", { cause })
          : cause;
      });
      // processActivityDirect turns errors into text, so ours are carried around it.
      let outcome: { replies: Partial<Activity>[] } | { error: unknown } = { replies: [] };
      await adapter.processActivityDirect(caller, activity, async (context) => {
        try {
          const replies = await work();
          if (replies.length > 0) await context.sendActivities(replies);
          outcome = { replies: context.bufferedReplyActivities };
        } catch (error) {
          outcome = { error };
        }
      });
      return settle(outcome);
    },

    async send(stored, activity, signal) {
      const reference = Reference.parse(stored);
      let receipt: Receipt = {};
      await adapter.continueConversationAsync(credentials?.appId ?? "", reference, async (context) => {
        const client: RestClient = context.turnState.get(adapter.ConnectorClientKey);
        client.client.pipeline.removePolicy(retries);
        const addressed = TurnContext.applyConversationReference({ ...activity }, reference);
        const sent = await client.conversations.sendToConversation(reference.conversation.id, addressed, {
          abortSignal: signal,
        });
        receipt = sent?.id ? { vendorId: sent.id } : {};
      });
      return receipt;
    },
  };
}

function settle(outcome: { replies: Partial<Activity>[] } | { error: unknown }): Partial<Activity>[] {
  if ("error" in outcome) throw outcome.error;
  return outcome.replies;
}

/** botbuilder's AuthenticationError carries 401 or 403. */
const isRejection = (cause: unknown): boolean =>
  z.object({ statusCode: z.union([z.literal(401), z.literal(403)]) }).safeParse(cause).success;
