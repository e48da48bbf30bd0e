import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AnyEndpoint, Endpoint } from '../contract/endpoint.ts'
import type { Database } from '../database/database.ts'
import type { Work } from '../database/work.ts'
import type { Actor } from '../ports/actor.ts'

/** What a handler receives: a bound unit of work and the checked parts of the request. */
export interface Call<P, Q, B> {
  readonly work: Work
  readonly params: P
  readonly query: Q
  readonly body: B
  readonly request: FastifyRequest
}

/** For addresses that manage their own transactions: sign-in, streams, the shared commit. */
export interface DirectCall<P, Q, B> {
  readonly database: Database
  readonly actor: Actor | null
  readonly params: P
  readonly query: Q
  readonly body: B
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

export interface Route {
  readonly endpoint: AnyEndpoint
  readonly handle?: (call: Call<never, never, never>) => Promise<unknown>
  readonly direct?: (call: DirectCall<never, never, never>) => Promise<unknown>
}

/** A file as a reply. */
export class FileReply {
  readonly bytes: Uint8Array
  readonly name: string
  readonly disposition: 'inline' | 'attachment'
  constructor(
    bytes: Uint8Array,
    name: string,
    disposition: 'inline' | 'attachment' = 'attachment',
  ) {
    this.bytes = bytes
    this.name = name
    this.disposition = disposition
  }
}

/** One request, one transaction: the handler never sees begin or commit. */
export function route<P, Q, B, R>(
  endpoint: Endpoint<P, Q, B, R>,
  handle: (call: Call<P, Q, B>) => Promise<R | FileReply>,
): Route {
  return { endpoint, handle: handle as NonNullable<Route['handle']> }
}

/** Without a transaction of its own; use only where `route` cannot serve, and say why there. */
export function directRoute<P, Q, B, R>(
  endpoint: Endpoint<P, Q, B, R>,
  direct: (call: DirectCall<P, Q, B>) => Promise<R | FileReply | undefined>,
): Route {
  return { endpoint, direct: direct as NonNullable<Route['direct']> }
}
