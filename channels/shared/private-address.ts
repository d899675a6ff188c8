import { BlockList, isIPv4, isIPv6 } from "node:net";

/**
 * Of IPv4 all that is not the public internet: this network, private, shared by a carrier, this machine, link-local
 * (where clouds keep their metadata, 169.254.169.254), documentation, benchmarks, multicast, reserved.
 * https://www.iana.org/assignments/iana-ipv4-special-registry
 */
const special4 = listOf("ipv4", [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
]);

/**
 * Of IPv6 this alone is the public internet; what stands for an IPv4 address (`::ffff:10.0.0.1`, `64:ff9b::a00:1`) is
 * outside of it. https://www.iana.org/assignments/ipv6-address-space
 */
const public6 = listOf("ipv6", ["2000::/3"]);

/** In there: tunnels to IPv4 addresses (Teredo, 6to4), documentation. https://www.iana.org/assignments/iana-ipv6-special-registry */
const special6 = listOf("ipv6", ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"]);

/** Whether an IP address is one of the public internet. Whatever is no address is not. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !special4.check(address, "ipv4");
  return isIPv6(address) && public6.check(address, "ipv6") && !special6.check(address, "ipv6");
}

/** Whether the host of an address is this machine, by its name or number as the URL parser writes it. */
export const isLoopback = (hostname: string): boolean =>
  hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(hostname);

function listOf(family: "ipv4" | "ipv6", networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = "", bits] = network.split("/");
    list.addSubnet(address, Number(bits), family);
  }
  return list;
}
