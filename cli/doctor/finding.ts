/** One thing that was looked at. `mend` is what to do about it; without it, all is well. */
export interface Finding {
  what: string;
  mend?: string;
}

/** Reads from a vendor. @returns the status and the parsed JSON, `undefined` when it is none. @throws when nothing answers */
export type Ask = (
  url: string,
  headers?: Record<string, string>,
) => Promise<{ status: number; body: unknown }>;

export const well = (what: string): Finding => ({ what });
export const wrong = (what: string, mend: string): Finding => ({ what, mend });

/** `name:password` as HTTP's basic authentication has it. https://www.rfc-editor.org/rfc/rfc7617 */
export const basic = (name: string, password: string): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(`${name}:${password}`).toString("base64")}`,
});

export const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });
