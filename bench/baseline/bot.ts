import type { Activity, ConversationReference, ResourceResponse } from "botbuilder";
import { BotAdapter, ConversationState, MemoryStorage, TurnContext } from "botbuilder";
import { DialogSet, DialogTurnStatus } from "botbuilder-dialogs";
import { TrackOrder } from "./track-order.ts";

interface BotOptions {
  intentOf: (text: string) => Promise<string>;
  /** Order number → the phone number that proves it. */
  phones: ReadonlyMap<string, string>;
  send: (conversationId: string, activity: Partial<Activity>) => void;
}

const answers: Record<string, string> = {
  "smalltalk.greeting": "Bonjour ! Que puis-je faire pour vous ?",
  "delivery.cost": "La livraison à Casablanca coûte 20 MAD.",
  "smalltalk.thanks": "Je vous en prie !",
};

/** A bot as Bot Builder's samples are written: state in memory, one component dialog, node-nlp for the intents. */
export function baselineBot({ intentOf, phones, send }: BotOptions) {
  const adapter = new TranscriptAdapter(send);
  const state = new ConversationState(new MemoryStorage());
  const dialogs = new DialogSet(state.createProperty("dialogs"));
  const intents = new WeakMap<TurnContext, string>();
  dialogs.add(new TrackOrder(phones, async (context) => answers[intents.get(context) ?? ""] ?? null));

  return async function receive(conversationId: string, text: string): Promise<void> {
    const activity: Partial<Activity> = {
      type: "message",
      text,
      channelId: "web",
      serviceUrl: "",
      conversation: { id: conversationId, name: "", isGroup: false, conversationType: "" },
      from: { id: conversationId, name: "" },
      recipient: { id: "bot", name: "" },
    };
    await adapter.run(activity, async (context) => {
      const intent = await intentOf(text);
      intents.set(context, intent);
      const dialog = await dialogs.createContext(context);
      const { status } = await dialog.continueDialog();
      if (status === DialogTurnStatus.empty) {
        if (intent === "order.track") await dialog.beginDialog("track-order");
        else await context.sendActivity(answers[intent] ?? "Je n'ai pas compris.");
      }
      await state.saveChanges(context);
    });
  };
}

class TranscriptAdapter extends BotAdapter {
  readonly #send: BotOptions["send"];

  constructor(send: BotOptions["send"]) {
    super();
    this.#send = send;
  }

  run(activity: Partial<Activity>, logic: (context: TurnContext) => Promise<void>): Promise<void> {
    return this.runMiddleware(new TurnContext(this, activity), logic);
  }

  override async sendActivities(
    context: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    for (const activity of activities) this.#send(context.activity.conversation.id, activity);
    return activities.map(() => ({ id: "" }));
  }

  override updateActivity(): Promise<undefined> {
    throw new Error("This bot changes no message.");
  }

  override deleteActivity(): Promise<void> {
    throw new Error("This bot deletes no message.");
  }

  override continueConversation(_reference: Partial<ConversationReference>): Promise<void> {
    throw new Error("This bot speaks only when spoken to.");
  }
}
