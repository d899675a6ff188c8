import { endpoint } from "../endpoint.ts";
import type { EndpointServices } from "../endpoints.ts";
import { type ApiKey, KeyNameTakenError } from "../keys.ts";
import { Problem } from "../problem.ts";
import { CreatedKey, CreateKey, Done, KeyList } from "./schemas.ts";

/** Keys of the merchant and staff API. */
export function adminKeys({ keys }: EndpointServices) {
  const list = endpoint({
    method: "GET",
    path: "/v1/admin/keys",
    access: "operator",
    summary: "The keys that are valid",
    answers: { 200: { description: "Keys, without their secret", schema: KeyList } },
    handle: async () => ({ status: 200, json: { keys: (await keys.list()).map(withoutHash) } }),
  });

  const create = endpoint({
    method: "POST",
    path: "/v1/admin/keys",
    access: "operator",
    summary: "Make a key",
    body: CreateKey,
    answers: { 201: { description: "The key, shown once", schema: CreatedKey } },
    async handle({ body }) {
      const { key, record } = await keys.create(body.name).catch((error: unknown) => {
        throw error instanceof KeyNameTakenError ? new Problem(409, "name-taken", error.message) : error;
      });
      return { status: 201, json: { ...withoutHash(record), key } };
    },
  });

  const revoke = endpoint({
    method: "DELETE",
    path: "/v1/admin/keys/{keyId}",
    access: "operator",
    summary: "Revoke a key, at once",
    answers: { 200: { description: "It is void", schema: Done } },
    async handle({ params }) {
      if (!(await keys.revoke(params.keyId!))) throw new Problem(404, "not-found", "There is no such key.");
      return { status: 200, json: { status: "done" } };
    },
  });
  return [list, create, revoke];
}

const withoutHash = ({ id, name, createdAt }: ApiKey) => ({ id, name, createdAt });
