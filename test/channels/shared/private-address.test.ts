import { describe, expect, test } from "@jest/globals";
import { isPublicAddress } from "../../../channels/shared/private-address.ts";
import { publicLookup } from "../../../channels/shared/public-lookup.ts";
import { MediaError } from "../../../models/ports/media.ts";

test.each(["1.1.1.1", "157.240.1.1", "172.15.0.1", "172.32.0.1", "2606:4700::1111", "2a03:2880:f001::1"])(
  "%s is public",
  (address) => expect(isPublicAddress(address)).toBe(true),
);

test.each([
  ["this network", "0.0.0.0"],
  ["this machine", "127.0.0.1"],
  ["all of this machine", "127.255.255.254"],
  ["private", "10.0.0.1"],
  ["private, the second", "172.16.0.1"],
  ["private, the last of the second", "172.31.255.255"],
  ["private, the third", "192.168.1.1"],
  ["shared by a carrier", "100.64.0.1"],
  ["the metadata of a cloud", "169.254.169.254"],
  ["the metadata of another", "100.100.100.200"],
  ["of protocols", "192.0.0.8"],
  ["of documentation", "203.0.113.9"],
  ["of benchmarks", "198.18.0.1"],
  ["multicast", "224.0.0.1"],
  ["everybody", "255.255.255.255"],
  ["this machine, IPv6", "::1"],
  ["none, IPv6", "::"],
  ["this machine, mapped", "::ffff:127.0.0.1"],
  ["the metadata, mapped and in hexadecimal", "::ffff:a9fe:a9fe"],
  ["private, in the form of before", "::10.0.0.1"],
  ["private, by NAT64", "64:ff9b::a00:1"],
  ["private, by 6to4", "2002:a00:1::"],
  ["a tunnel", "2001:0:a00:1::"],
  ["link-local, IPv6", "fe80::1"],
  ["link-local with its zone", "fe80::1%eth0"],
  ["private, IPv6", "fd00:ec2::254"],
  ["private of before, IPv6", "fec0::1"],
  ["multicast, IPv6", "ff02::1"],
  ["of documentation, IPv6", "2001:db8::1"],
  ["a name", "localhost"],
  ["nothing", ""],
])("%s is not public: %s", (_, address) => expect(isPublicAddress(address)).toBe(false));

describe("the lookup of a connection", () => {
  type Found = { address: string; family: number }[];
  const look = (found: Found, all: boolean) =>
    new Promise<unknown>((done) => {
      publicLookup(async () => found)("a.example", { all }, (fault, address, family) =>
        done(fault ?? (all ? address : [address, family])),
      );
    });
  const open = { address: "1.1.1.1", family: 4 };

  test("hands on the addresses that were looked at", async () => {
    const both = [{ address: "2606:4700::1111", family: 6 }, open];
    expect(await look(both, true)).toEqual(both);
    expect(await look(both, false)).toEqual(["2606:4700::1111", 6]);
  });

  test.each<[string, Found]>([
    ["no address", []],
    ["a private one", [{ address: "10.0.0.1", family: 4 }]],
    ["a private one behind a public one", [open, { address: "::1", family: 6 }]],
  ])("refuses %s", async (_, found) => {
    for (const all of [true, false]) expect(await look(found, all)).toBeInstanceOf(MediaError);
  });

  test("says when the name is not known", async () => {
    const fault = new Error("ENOTFOUND");
    const answer = new Promise((done) =>
      publicLookup(() => Promise.reject(fault))("a.example", { all: true }, done),
    );
    expect(await answer).toBe(fault);
  });
});
