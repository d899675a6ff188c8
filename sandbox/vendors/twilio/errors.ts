import type { Answer, Failure } from "../../vendor.ts";

/** https://www.twilio.com/docs/api/errors */
const known: Readonly<Record<number, { message: string; status?: number }>> = {
  20003: { message: "Authenticate", status: 401 },
  20404: { message: "The requested resource was not found", status: 404 },
  20429: { message: "Too Many Requests", status: 429 },
  20500: { message: "Internal Server Error", status: 500 },
  21211: { message: "Invalid 'To' Phone Number" },
  21408: {
    message: "Permission to send an SMS has not been enabled for the region indicated by the 'To' number",
  },
  21602: { message: "Message body is required." },
  21606: { message: "The 'From' phone number provided is not a valid message-capable Twilio phone number" },
  21610: { message: "Attempt to send to unsubscribed recipient" },
  21614: { message: "'To' number is not a valid mobile number" },
  21617: { message: "The concatenated message body exceeds the 1600 character limit" },
  63007: { message: "Twilio could not find a Channel with the specified From address" },
};

export function twilioError(code: number, detail = ""): Answer {
  const { message = "Bad request", status = 400 } = known[code] ?? {};
  const json = {
    code,
    message: detail ? `${message}: ${detail}` : message,
    more_info: `https://www.twilio.com/docs/errors/${code}`,
    status,
  };
  return { status, json };
}

export function failure({ status, code, retryAfterSeconds }: Failure): Answer {
  const told = twilioError(code ?? (status === 429 ? 20429 : 20500));
  return {
    ...told,
    ...(status !== undefined && { status }),
    ...(retryAfterSeconds !== undefined && { headers: { "retry-after": String(retryAfterSeconds) } }),
  };
}
