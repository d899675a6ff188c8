import { afterEach, beforeEach, describe } from "@jest/globals";
import type { JobBackend } from "../../jobs/storage.ts";
import { failureCases } from "./scheduler-failures.ts";
import { openPlace, type Place } from "./scheduler-fixtures.ts";
import { liveCases } from "./scheduler-live.ts";
import { queueCases } from "./scheduler-queue.ts";
import { repeatCases } from "./scheduler-repeats.ts";

export interface BackendUnderTest {
  /** Each call is another process on the same jobs. */
  backend(): JobBackend;
  dispose(): Promise<void>;
}

/** What the scheduler must do on every backend. Its clock stands still, and its chances are those of the test. */
export function schedulerContract(name: string, makeBackend: () => Promise<BackendUnderTest>): void {
  describe(`${name}: jobs`, () => {
    let subject: BackendUnderTest;
    let place: Place;
    beforeEach(async () => {
      subject = await makeBackend();
      place = openPlace(subject.backend);
    });
    afterEach(() => subject.dispose());

    const handle = () => place;
    queueCases(handle);
    repeatCases(handle);
    failureCases(handle);
    liveCases(handle);
  });
}
