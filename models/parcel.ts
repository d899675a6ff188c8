import type { Parcel } from "./commerce.ts";

/** A parcel after news of it; the very same object when later news is known. */
export function parcelAfter(before: Parcel | undefined, told: Parcel, at: string): Parcel {
  const same = before?.trackingNumber === told.trackingNumber ? before : undefined;
  const known = same?.events ?? [];
  const latest = known.at(-1);
  if (same && latest && Date.parse(latest.at) > Date.parse(at)) return same;
  const isKnown = latest && Date.parse(latest.at) === Date.parse(at) && latest.state === told.state;
  const events = isKnown ? known : [...known, { at, state: told.state }];
  return { ...told, events: told.events.length > 0 ? told.events : events };
}
