/** One event of a `text/event-stream`. */
export interface ServerSentEvent {
  event: string;
  data: string;
}

/**
 * Decodes an event stream piece by piece: feed it bytes, get the events that they complete. Comments
 * (heartbeats) give none. The format: https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function eventDecoder(): (bytes: Uint8Array) => ServerSentEvent[] {
  const decoder = new TextDecoder();
  let rest = "";
  return (bytes) => {
    rest += decoder.decode(bytes, { stream: true });
    const blocks = rest.split(/\r?\n\r?\n/);
    rest = blocks.pop() ?? "";
    return blocks.flatMap((block) => readBlock(block) ?? []);
  };
}

function readBlock(block: string): ServerSentEvent | null {
  let event = "message";
  const data: string[] = [];
  for (const line of block.split(/\r?\n/)) {
    const [, field, value] = /^(\w+): ?(.*)$/.exec(line) ?? [];
    if (field === "event") event = value!;
    if (field === "data") data.push(value!);
  }
  return data.length > 0 ? { event, data: data.join("\n") } : null;
}
