import { expect, test } from "@jest/globals";
import { createSendRates } from "../../bots/send-rates.ts";
import { virtualClock } from "../../models/ports/clock.ts";
import { fakeRecords } from "../fakes/records.ts";

const whatsapp = { name: "whatsapp", account: "106540352242922", perSecond: 80 };

/** Messages that all want to go out at once, of one process. */
function burst() {
  const clock = virtualClock("2026-01-05T09:00:00.000Z");
  const rates = createSendRates({ records: fakeRecords(), clock });
  /** How many go out before the first that has to wait. */
  async function atOnce(account: typeof whatsapp): Promise<number> {
    for (let sent = 0; ; sent++) if (await rates.take(account, "answers", true)) return sent;
  }
  return { clock, rates, atOnce };
}

test("what was drawn and not sent within its second is not sent on top of a later one's", async () => {
  const { clock, rates, atOnce } = burst();
  const fresh = await burst().atOnce(whatsapp);
  expect(await rates.take(whatsapp, "answers", false)).toBeNull();
  clock.advance(3_600_000);
  expect(await atOnce(whatsapp)).toBe(fresh);
});
