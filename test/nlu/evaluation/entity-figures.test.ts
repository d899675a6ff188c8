import { expect, test } from "@jest/globals";
import { entityFigures, type LabelledEntities } from "../../../nlu/evaluation/entity-figures.ts";

test("an entity is found when its type and its very text are labelled, each label once", () => {
  const messages: LabelledEntities[] = [
    {
      text: "robe rouge en 38 ou 38",
      language: "fr",
      entities: [
        { type: "product", value: "robe" },
        { type: "size", value: "38" },
        { type: "size", value: "38" },
      ],
    },
    { text: "rien", language: "fr", entities: [] },
  ];
  const figures = entityFigures(messages, ({ text }) =>
    text === "rien"
      ? [{ type: "size", value: "rien" }]
      : [
          { type: "product", value: "robe rouge" },
          { type: "size", value: "38" },
          { type: "size", value: "38" },
        ],
  );
  const of = (type: string) => figures.find((each) => each.type === type);
  expect(of("product")).toEqual({ type: "product", labelled: 1, precision: 0, recall: 0, f1: 0 });
  expect(of("size")).toEqual({ type: "size", labelled: 2, precision: 2 / 3, recall: 1, f1: 0.8 });
  expect(of("city")).toMatchObject({ labelled: 0, f1: 0 });
});
