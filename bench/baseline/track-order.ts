import type { TurnContext } from "botbuilder";
import {
  ComponentDialog,
  type DialogContext,
  type DialogTurnResult,
  TextPrompt,
  WaterfallDialog,
  type WaterfallStepContext,
} from "botbuilder-dialogs";

/** The order's number and a second fact, then its state; questions in between are answered and the prompt repeated. */
export class TrackOrder extends ComponentDialog {
  readonly #answer: (context: TurnContext) => Promise<string | null>;
  readonly #phones: ReadonlyMap<string, string>;

  constructor(phones: ReadonlyMap<string, string>, answer: (context: TurnContext) => Promise<string | null>) {
    super("track-order");
    this.#answer = answer;
    this.#phones = phones;
    this.addDialog(
      new TextPrompt("number", async ({ recognized }) => /\b\d{4,10}\b/.test(recognized.value ?? "")),
    );
    this.addDialog(new TextPrompt("fact", async ({ recognized }) => /[\d@]/.test(recognized.value ?? "")));
    this.addDialog(
      new WaterfallDialog("steps", [
        (step: WaterfallStepContext) => step.prompt("number", "Quel est votre numéro de commande ?"),
        (step: WaterfallStepContext) => {
          Object.assign(step.values, { number: step.result });
          return step.prompt(
            "fact",
            `Commande ${step.result} : quel numéro de téléphone ou e-mail y figure ?`,
          );
        },
        (step: WaterfallStepContext) => this.#tell(step),
      ]),
    );
    this.initialDialogId = "steps";
  }

  protected override async onContinueDialog(inner: DialogContext): Promise<DialogTurnResult> {
    const answer = await this.#answer(inner.context);
    if (answer === null) return super.onContinueDialog(inner);
    await inner.context.sendActivity(answer);
    await inner.repromptDialog();
    return { status: "waiting" as DialogTurnResult["status"] };
  }

  async #tell(step: WaterfallStepContext): Promise<DialogTurnResult> {
    const { number } = step.values as { number: string };
    const known = this.#phones.get(number) === step.result;
    await step.context.sendActivity(
      known ? `La commande ${number} est en route.` : `Je ne trouve pas de commande ${number}.`,
    );
    return step.endDialog();
  }
}
