import type { Access } from "./endpoint.ts";
import type { ApiKeys } from "./keys.ts";
import { Problem } from "./problem.ts";
import { hashSecret, matchesHash } from "./secrets.ts";
import type { WebTokens } from "./tokens.ts";

/** Checks who calls. The refusal is the same whether or not the conversation exists. */
export function accessCheck(tokens: WebTokens, keys: ApiKeys, operatorKey: string) {
  const operatorHash = hashSecret(operatorKey);
  const operatorName = async (key: string): Promise<string> => {
    if (matchesHash(key, operatorHash)) return "operator";
    const record = await keys.verify(key);
    if (!record) throw unauthorised("a key from `npm run keys`");
    return record.name;
  };
  return async (access: Access, authorization: string, params: Record<string, string>): Promise<string> => {
    if (access === "public" || access === "signature") return "";
    const credential = /^Bearer ([\w-]{1,100})$/i.exec(authorization)?.[1] ?? "";
    if (access === "operator") return operatorName(credential);
    if (!(await tokens.check(params.id ?? "", credential))) throw unauthorised("the conversation's token");
    return "";
  };
}

const unauthorised = (what: string): Problem =>
  new Problem(401, "unauthorised", `Send the header "Authorization: Bearer …" with ${what}.`, {
    headers: { "www-authenticate": "Bearer" },
  });
