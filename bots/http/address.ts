import type { IncomingMessage } from "node:http";
import { BlockList, isIPv6 } from "node:net";
import proxyAddr from "proxy-addr";

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/** True for 127.0.0.0/8 and ::1, also when an IPv4 address is written as IPv6. */
export function isLoopbackAddress(address: string): boolean {
  const plain = address.replace(/^::ffff:/i, "");
  return loopback.check(plain, isIPv6(plain) ? "ipv6" : "ipv4");
}

/**
 * Whether the caller is this machine. A request that some proxy forwarded is not, unless the proxy is trusted
 * and says so: a proxy on this machine must not make the whole world local.
 */
export function isLocalCaller(request: IncomingMessage, address: string, trustProxy: string[]): boolean {
  const forwarded = request.headers["x-forwarded-for"] ?? request.headers.forwarded;
  return isLoopbackAddress(address) && (forwarded === undefined || trustProxy.length > 0);
}

/** Gives the address of the shopper's side, past the proxies we trust. */
export function addressReader(trustProxy: string[]): (request: IncomingMessage) => string {
  if (trustProxy.length === 0) return (request) => request.socket.remoteAddress ?? "unknown";
  const trusted = proxyAddr.compile(trustProxy);
  return (request) => proxyAddr(request, trusted) ?? "unknown";
}

/** Who is limited together: an IPv4 address, or the /64 network that one IPv6 customer has to himself. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  if (!isIPv6(plain)) return plain;
  const [head = "", tail = ""] = plain.split("%")[0]!.split("::");
  const left = head.split(":").filter(Boolean);
  const right = tail.split(":").filter(Boolean);
  const groups = plain.includes("::")
    ? [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill("0"), ...right]
    : left;
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}
