import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/**
 * What becomes of a connection: `refuse` resets it, `drop` swallows whatever is said, `cut` breaks it off in the middle
 * of the next answer.
 */
export type Mode = "pass" | "refuse" | "drop" | "cut" | { delayMs: number };

export interface TcpProxy {
  port: number;
  /** For the connections there are, and those that come. */
  set(mode: Mode): void;
  /** For each connection that comes. */
  choose(mode: () => Mode): void;
  /** Only the connections there are, in the middle of their next answer. */
  cut(): void;
  /** Answers that were cut off so far. */
  cuts(): number;
  /** Connections that were reset as they came. */
  refusals(): number;
  close(): Promise<void>;
}

/** A connection from a client, and the one made for it. */
interface Link {
  setMode(mode: Mode): void;
  end(): void;
}

/** Stands between a client and a server, and does to them what networks do. */
export async function tcpProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  const links = new Set<Link>();
  let next: () => Mode = () => "pass";
  let cuts = 0;
  let refusals = 0;
  const server = createServer((client) => {
    const mode = next();
    if (mode === "refuse") {
      refusals += 1;
      client.on("error", () => {});
      client.resetAndDestroy();
      return;
    }
    const made = link(client, connect(target), mode, {
      onCut: () => {
        cuts += 1;
      },
      onEnd: () => links.delete(made),
    });
    links.add(made);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const setAll = (mode: Mode): void => {
    for (const each of links) each.setMode(mode);
  };
  return {
    port: (server.address() as { port: number }).port,
    set(mode) {
      next = () => mode;
      setAll(mode);
    },
    choose(mode) {
      next = mode;
    },
    cut: () => setAll("cut"),
    cuts: () => cuts,
    refusals: () => refusals,
    async close() {
      for (const each of links) each.end();
      server.close();
      await once(server, "close");
    },
  };
}

interface Listeners {
  onCut(): void;
  onEnd(): void;
}

function link(client: Socket, server: Socket, first: Mode, { onCut, onEnd }: Listeners): Link {
  let mode = first;
  let hasLost = false;
  const end = (): void => {
    client.destroy();
    server.destroy();
    onEnd();
  };

  function forward(from: Socket, to: Socket, isAnswer: boolean): void {
    const delayed: (() => void)[] = [];
    let lastAt = 0;
    /** Whatever was delayed goes first. */
    const inTurn = (work: () => void): void => {
      const delayMs = typeof mode === "object" ? mode.delayMs : 0;
      if (delayMs === 0 && delayed.length === 0) {
        work();
        return;
      }
      lastAt = Math.max(lastAt, Date.now() + delayMs);
      delayed.push(work);
      setTimeout(() => {
        const next = delayed.shift()!;
        if (!to.destroyed) next();
      }, lastAt - Date.now());
    };
    from.on("data", (chunk: Buffer) => {
      if (mode === "drop") {
        hasLost = true;
      } else if (mode === "cut" && isAnswer) {
        onCut();
        to.write(chunk.subarray(0, chunk.length / 2), () => end());
      } else inTurn(() => to.write(chunk));
    });
    from.on("end", () => inTurn(() => to.end()));
    from.on("error", end);
    from.on("close", () => inTurn(() => (to.writableLength === 0 ? end() : to.once("drain", end))));
  }

  forward(client, server, false);
  forward(server, client, true);
  return {
    setMode(changed) {
      mode = changed;
      // What was swallowed is missing: neither side would understand the rest.
      if (changed === "refuse" || hasLost) end();
    },
    end,
  };
}
