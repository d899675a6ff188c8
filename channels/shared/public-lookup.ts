import type { LookupAddress } from "node:dns";
import { lookup } from "node:dns/promises";
import type { LookupFunction } from "node:net";
import { MediaError } from "../../models/ports/media.ts";
import { isPublicAddress } from "./private-address.ts";

/** All addresses of a host. */
export type Resolve = (hostname: string) => Promise<LookupAddress[]>;

const resolveBySystem: Resolve = (hostname) => lookup(hostname, { all: true });

/**
 * The `lookup` of a connection that only the public internet may be at the other end of. Node connects to the very
 * addresses that were looked at here: a name that means another machine a moment later changes nothing. One address
 * that is not public refuses the name whole.
 * https://nodejs.org/api/net.html#socketconnectoptions-connectlistener
 */
export function publicLookup(resolve: Resolve = resolveBySystem): LookupFunction {
  return (hostname, { all }, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const [first] = addresses;
        if (!first || !addresses.every(({ address }) => isPublicAddress(address)))
          return callback(new MediaError("refused", `${hostname} is not on the public internet`), []);
        if (all) callback(null, addresses);
        else callback(null, first.address, first.family);
      },
      (cause: NodeJS.ErrnoException) => callback(cause, []),
    );
  };
}
