import { type EntityType, entityTypes } from "../../models/ports/recogniser.ts";
import { percent, textTable } from "./numbers.ts";
import { type LabelledText, varietyOf } from "./prediction.ts";

interface Named {
  type: EntityType;
  value: string;
}

/** A message and the entities that are in it. */
export interface LabelledEntities extends Pick<LabelledText, "text" | "language" | "variety"> {
  entities: Named[];
}

/** Shares are 0 to 1. */
export interface EntityFigures {
  type: EntityType;
  labelled: number;
  precision: number;
  recall: number;
  f1: number;
}

/** For each type: an entity counts as found when its type and its very text are those of the label. */
export function entityFigures(
  messages: readonly LabelledEntities[],
  extract: (message: LabelledEntities) => Named[],
): EntityFigures[] {
  const counts = new Map(entityTypes.map((type) => [type, { labelled: 0, found: 0, right: 0 }]));
  for (const message of messages) {
    const left = message.entities.map(keyOf);
    for (const { type } of message.entities) counts.get(type)!.labelled++;
    for (const entity of extract(message)) {
      const count = counts.get(entity.type)!;
      count.found++;
      const at = left.indexOf(keyOf(entity));
      if (at < 0) continue;
      left.splice(at, 1);
      count.right++;
    }
  }
  return [...counts].map(([type, { labelled, found, right }]) => ({
    type,
    labelled,
    precision: right / Math.max(1, found),
    recall: right / Math.max(1, labelled),
    f1: (2 * right) / Math.max(1, found + labelled),
  }));
}

const keyOf = ({ type, value }: Named): string => `${type}\n${value}`;

/** For a terminal: each type, and its F1 in each variety. */
export function entityTable(
  messages: readonly LabelledEntities[],
  extract: (message: LabelledEntities) => Named[],
): string {
  const varieties = [...Map.groupBy(messages, varietyOf)];
  const byVariety = varieties.map(([, some]) => entityFigures(some, extract));
  const rows = entityFigures(messages, extract).map(({ type, labelled, precision, recall, f1 }, row) => [
    type,
    String(labelled),
    percent(precision),
    percent(recall),
    percent(f1),
    ...byVariety.map((figures) => percent(figures[row]!.f1)),
  ]);
  const head = ["", "labelled", "precision", "recall", "F1", ...varieties.map(([name]) => `F1 ${name}`)];
  return textTable([head, ...rows]);
}
