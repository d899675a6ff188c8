import { z } from "zod";
import { isLoopbackUrl } from "../../channels/bot-framework/loopback.ts";
import { type Answer, type Ask, type Finding, well, wrong } from "./finding.ts";

const Ready = z.object({ status: z.literal("ok") });
/** How this server refuses: RFC 9457. */
const Refusal = z.object({ type: z.string().startsWith("urn:hanout:problem:") });

/**
 * Whether PUBLIC_URL leads to this server, by calling it from here. Vendors want https, and an address of the internet.
 * @param onThisMachine every vendor is a stand-in on this machine, and calls it.
 */
export async function checkPublicUrl(
  publicUrl: string | undefined,
  { ask, onThisMachine }: { ask: Ask; onThisMachine: boolean },
): Promise<Finding[]> {
  const mend = "set it to the https address under which vendors find the server";
  if (publicUrl === undefined) return [wrong("PUBLIC_URL is not set", mend)];
  if (!onThisMachine && !publicUrl.startsWith("https:"))
    return [wrong(`PUBLIC_URL ${publicUrl} is no https address`, mend)];
  if (!onThisMachine && isLoopbackUrl(publicUrl))
    return [wrong(`PUBLIC_URL ${publicUrl} is this machine, which no vendor reaches`, mend)];
  const answer = await ask(`${publicUrl}/readyz`);
  if (Ready.safeParse(answer.body).success) return [well(`the server answers at ${publicUrl}`)];
  return [
    refuses(answer)
      ? wrong(
          `the server at ${publicUrl} is starting or shutting down`,
          "ask again in a minute; else see its log",
        )
      : wrong(
          `${publicUrl}/readyz answers ${answer.status}, and not as this server does`,
          "start the server, and lead the address to it without a redirect",
        ),
  ];
}

/** Whether the running server has a door there, by knocking without a signature. */
export async function checkDoor(webhook: string, ask: Ask): Promise<Finding[]> {
  const answer = await ask(webhook);
  // Meta's handshake is refused with 403, other vendors have none to make.
  if (answer.status === 403 || answer.status === 405) return [well(`the server answers at ${webhook}`)];
  return [
    answer.status === 404 && refuses(answer)
      ? wrong(`the server has no account at ${webhook}`, "start it with the same variables as this command")
      : wrong(`${webhook} answers ${answer.status}`, "lead this path to the server as well"),
  ];
}

const refuses = ({ body }: Answer): boolean => Refusal.safeParse(body).success;
