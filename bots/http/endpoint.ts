import type { ServerResponse } from "node:http";
import type { z } from "zod";

/**
 * Who may call: everyone, the holder of the conversation's token, the holder of an `hk_…` key, or who signs the body, which
 * the handler checks.
 */
export type Access = "public" | "conversation" | "operator" | "signature";

/** A body that is taken as bytes. */
export interface Upload {
  limitBytes: number;
  /** `*` takes any. */
  contentTypes: string[];
  /** Of JSON that the handler parses itself, for the OpenAPI document. */
  schema?: z.ZodType;
}

/** A checked request. */
export interface Call<Body, Query> {
  params: Record<string, string>;
  query: Query;
  body: Body;
  /** The body of an endpoint with `upload`; empty otherwise. */
  bytes: Buffer;
  /** The path with its query, as it was asked for. */
  path: string;
  /** Address of the client, past trusted proxies. */
  address: string;
  /** True when the caller is this machine itself. */
  local(): boolean;
  /** Name of the key that was used, on `operator` endpoints. */
  operator: string;
  header(name: string): string | undefined;
  /** A signal that is aborted when the client goes away or the server closes. */
  closed(): AbortSignal;
}

export type Reply =
  | { status: number; json: unknown; headers?: Record<string, string> }
  | { status: number; bytes: Buffer | string; contentType: string; headers?: Record<string, string> }
  | { status: 204 | 200 | 304; headers?: Record<string, string> }
  | { stream: (response: ServerResponse, closed: AbortSignal) => Promise<void> };

/** One operation of the API, described once: routing, checks and the OpenAPI document come from it. */
export interface EndpointSpec<Body, Query> {
  method: "GET" | "POST" | "DELETE";
  /** With parameters in braces, as OpenAPI writes them: `/v1/conversations/{id}`. */
  path: string;
  access: Access;
  /** Null keeps it out of the OpenAPI document: pages and their files, and what vendors call. */
  summary: string | null;
  query?: z.ZodType<Query>;
  body?: z.ZodType<Body>;
  upload?: Upload;
  /** Status and what the answer holds; problems need not be listed. */
  answers: Record<number, { description: string; schema?: z.ZodType; contentType?: string }>;
  handle(call: Call<Body, Query>): Promise<Reply>;
}

export type Endpoint = EndpointSpec<unknown, unknown>;

/** Lets the schemas of an endpoint type its handler. */
export const endpoint = <Body = undefined, Query = undefined>(spec: EndpointSpec<Body, Query>): Endpoint =>
  spec as Endpoint;
