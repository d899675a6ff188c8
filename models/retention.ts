/** How long a shop keeps what is over. */
export interface Retention {
  transcriptDays: number;
  /** Dead letters and parked events. */
  failedDays: number;
}

/**
 * Channels deliver an event again for up to a week, and it is known again by its row: rows stay as long, whatever is
 * asked for.
 */
export const shortestTranscriptDays = 7;

/** What was over before these instants may go. */
export interface Expiry {
  transcript: Date;
  deadLetters: Date;
  parked: Date;
}

const dayMs = 86_400_000;

export function expiryAt(now: Date, { transcriptDays, failedDays }: Retention): Expiry {
  const before = (days: number): Date => new Date(now.getTime() - days * dayMs);
  return {
    transcript: before(Math.max(transcriptDays, shortestTranscriptDays)),
    deadLetters: before(failedDays),
    parked: before(failedDays),
  };
}
