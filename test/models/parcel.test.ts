import { expect, test } from "@jest/globals";
import type { Parcel } from "../../models/commerce.ts";
import { parcelAfter } from "../../models/parcel.ts";

const told = (state: Parcel["state"], trackingNumber = "LM1"): Parcel => ({
  carrier: "Amana",
  trackingNumber,
  state,
  events: [],
});
const monday = "2026-11-23T10:00:00Z";
const tuesday = "2026-11-24T10:00:00Z";

test("news of a parcel is added to what is known of it, once", () => {
  const sent = parcelAfter(undefined, told("collected"), monday);
  const near = parcelAfter(sent, told("out_for_delivery"), tuesday);
  expect(near.events.map(({ state }) => state)).toEqual(["collected", "out_for_delivery"]);
  expect(parcelAfter(near, told("out_for_delivery"), tuesday)).toEqual(near);
});

test("older news changes nothing, unless it is of another parcel", () => {
  const near = parcelAfter(undefined, told("out_for_delivery"), tuesday);
  expect(parcelAfter(near, told("collected"), monday)).toBe(near);
  expect(parcelAfter(near, told("collected", "LM2"), monday).trackingNumber).toBe("LM2");
});
