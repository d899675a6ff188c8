/** What a tap brings back: begin a flow with some slots known, or answer a question that was asked. */
export type Payload =
  | { kind: "start"; flow: string; slots: Record<string, string> }
  | { kind: "answer"; flow: string; frame: string; slots: Record<string, string> };

/** `start:order.track?number=10042` or `answer:order.track:f3?number=10042`. */
export function encodePayload(payload: Payload): string {
  const slots = new URLSearchParams(payload.slots).toString();
  const target = payload.kind === "start" ? payload.flow : `${payload.flow}:${payload.frame}`;
  return `${payload.kind}:${target}${slots && `?${slots}`}`;
}

/** Null for anything we did not write ourselves; the values inside are as untrusted as any text. */
export function decodePayload(value: string): Payload | null {
  const match = /^(?:start:([\w.-]{1,80})|answer:([\w.-]{1,80}):([\w-]{1,20}))(?:\?(.*))?$/s.exec(value);
  if (!match) return null;
  const slots = Object.fromEntries(new URLSearchParams(match[4] ?? ""));
  return match[1] !== undefined
    ? { kind: "start", flow: match[1], slots }
    : { kind: "answer", flow: match[2]!, frame: match[3]!, slots };
}
