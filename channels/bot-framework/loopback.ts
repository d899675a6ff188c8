import { isLoopback } from "../shared/private-address.ts";

/** Whether an address names this machine: `localhost`, 127.0.0.0/8 or ::1, over http or https. */
export function isLoopbackUrl(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  if (!/^https?:$/.test(protocol) || username || password) return false;
  return isLoopback(hostname);
}
