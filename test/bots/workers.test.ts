import { expect, test } from "@jest/globals";
import { ConfigError } from "../../bots/config.ts";
import { workersWanted } from "../../bots/workers.ts";

const uri = "mongodb://localhost/hanout";

test.each([
  [[], undefined, 1],
  [["--workers", "1"], undefined, 1],
  [["--workers", "4"], uri, 4],
])("%j with the store %s: %d", (args, mongodbUri, count) => {
  expect(workersWanted(args, mongodbUri)).toBe(count);
});

test.each([
  [["--workers", "0"], uri, "from 1 to 64"],
  [["--workers", "many"], uri, "from 1 to 64"],
  [["--workers", "1.5"], uri, "from 1 to 64"],
  [["--workers", "2"], undefined, "MONGODB_URI"],
])("%j with the store %s is refused", (args, mongodbUri, why) => {
  expect(() => workersWanted(args, mongodbUri)).toThrow(ConfigError);
  expect(() => workersWanted(args, mongodbUri)).toThrow(why);
});
