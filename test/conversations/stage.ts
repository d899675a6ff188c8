import type { Actions } from "../../bots/actions.ts";
import { type OpenStage, openStage as openStageWith } from "../../bots/transcripts/stage.ts";
import type { Flow } from "../../dialogs/engine/flow.ts";
import type { IntentScore, Recogniser } from "../../models/ports/recogniser.ts";
import { modelFolder } from "../model-folder.ts";

export type { OpenStage };

interface StageOptions {
  flows?: Flow[];
  actions?: Actions;
  localesDir?: string;
  /** Texts whose intents do not depend on how the model was trained. */
  intents?: Record<string, IntentScore[]>;
}

/** The stage with the model of the tests, and the flows and actions of one test. */
export const openStage = ({
  flows = [],
  actions,
  localesDir,
  intents = {},
}: StageOptions = {}): Promise<OpenStage> =>
  openStageWith({
    modelDir: modelFolder,
    ...(localesDir !== undefined && { localesDir }),
    ...(actions && { moreActions: actions }),
    adapt: (services) => ({
      ...services,
      flows: withFlows(services.flows, flows),
      recogniser: hearing(services.recogniser, intents),
    }),
  });

function hearing(recogniser: Recogniser, intents: Record<string, IntentScore[]>): Recogniser {
  return {
    understand(text, context) {
      const understanding = recogniser.understand(text, context);
      return { ...understanding, intents: intents[text] ?? understanding.intents };
    },
  };
}

/** Flows of a test take over their intents. */
function withFlows(own: ReadonlyMap<string, Flow>, more: Flow[]): ReadonlyMap<string, Flow> {
  return new Map([
    ...more.map((flow) => [flow.name, flow] as const),
    ...[...own].filter(([name]) => !more.some((flow) => flow.name === name)),
  ]);
}
