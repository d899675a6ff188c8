import { expect, test } from "@jest/globals";
import { Shop } from "../../models/shop.ts";

test("a cap of none is refused, with what to do instead", () => {
  const { issues } = Shop.shape.outreach.safeParse({ perDay: 0, perWeek: 3 }).error!;
  expect(issues.map(({ path, message }) => `${path.join(".")}: ${message}`)).toEqual([
    "perDay: at least 1: a shop that sends none gives its sequences no steps",
  ]);
});
