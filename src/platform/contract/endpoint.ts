import type { ZodError } from 'zod'

/**
 * A zod schema as far as a type must know it: what comes out. Comparing whole schema types with
 * each other made the type check several times slower.
 */
export interface Schema<O = unknown> {
  readonly _zod: { readonly output: O }
  parse(value: unknown): O
  safeParse(value: unknown): { success: true; data: O } | { success: false; error: ZodError }
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * Who may call: `public` needs no session, `signedIn` any session, otherwise a permission that
 * the caller's role must hold.
 */
export type Access = 'public' | 'signedIn' | (string & {})

/** What the server and the browser agree on for one address. */
export interface Endpoint<P = unknown, Q = unknown, B = unknown, R = unknown> {
  readonly method: Method
  /** `/api/duty/posts/:id` */
  readonly path: string
  readonly access: Access
  readonly summary: string
  readonly params?: Schema<P>
  readonly query?: Schema<Q>
  readonly body?: Schema<B>
  readonly reply?: Schema<R>
  /** Set for replies that are a file: its media type. */
  readonly media?: string
  /** Asks for a fresh password or code first. */
  readonly stepUp?: boolean
  /** Alarms and calls for help: they do not wait behind a burst of others. */
  readonly urgent?: boolean
  /** Largest body in bytes; 256 KiB unless told. */
  readonly bodyLimit?: number
}

export const endpoint = <P = undefined, Q = undefined, B = undefined, R = undefined>(
  definition: Endpoint<P, Q, B, R>,
): Endpoint<P, Q, B, R> => definition

// biome-ignore lint/suspicious/noExplicitAny: a list holds endpoints of every shape
export type AnyEndpoint = Endpoint<any, any, any, any>
