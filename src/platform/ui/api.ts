import type { Endpoint } from '../contract/endpoint.ts'
import { liveIdHeader } from '../contract/live-id.ts'
import { Problem } from '../contract/problem.ts'
import { noteKnown } from './live.ts'
import { languageNow } from './text.ts'

/** The server said no, with a stable code and a sentence in the reader's language. */
export class RefusedError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail)
    this.name = 'RefusedError'
    this.problem = problem
  }
}

/** No answer arrived: the network or the server is away. Nothing is known about the request. */
export class UnreachableError extends Error {
  constructor(cause: unknown) {
    super('unreachable', { cause })
    this.name = 'UnreachableError'
  }
}

export const isRefused = (error: unknown, code: string): error is RefusedError =>
  error instanceof RefusedError && error.problem.code === code

type Part<K extends string, T> = [T] extends [undefined]
  ? { [k in K]?: undefined }
  : { [k in K]: T }

export type CallInput<P, Q, B> = Part<'params', P> &
  Part<'body', B> & { query?: [Q] extends [undefined] ? undefined : Partial<Q> }

interface Loose {
  params?: unknown
  query?: unknown
  body?: unknown
}

interface Listeners {
  /** The session is over; the console shows the sign-in page. */
  signedOut(): void
  /** Asks the person to prove who they are; true when done, false when they gave up. */
  stepUp(): Promise<boolean>
}

let listeners: Listeners = { signedOut: () => undefined, stepUp: async () => false }

/** The shell says what happens when any address answers 401 or asks for a fresh check. */
export function onRefusals(handlers: Listeners): void {
  listeners = handlers
}

/** Calls one address of the contract. Throws `RefusedError` or `UnreachableError`. */
export async function call<P, Q, B, R>(
  endpoint: Endpoint<P, Q, B, R>,
  input: CallInput<P, Q, B>,
  signal?: AbortSignal,
): Promise<R> {
  const { body } = input as Loose
  const response = await answered(endpoint, input, {
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    ...(signal ? { signal } : {}),
  })
  if (response.status === 204) return undefined as R
  return (await response.json()) as R
}

/** Sends a file with its fields and reads the reply. */
export async function upload<P, Q, B, R>(
  endpoint: Endpoint<P, Q, B, R>,
  input: { params?: P; query?: Partial<Q>; file: File; fields?: Record<string, string> },
): Promise<R> {
  const form = new FormData()
  // Fields first: the server knows what a file is for before its bytes arrive.
  for (const [name, value] of Object.entries(input.fields ?? {})) form.append(name, value)
  form.append('file', input.file, input.file.name)
  const response = await answered(endpoint, input, { body: form })
  return (response.status === 204 ? undefined : await response.json()) as R
}

/** Fetches a file and gives it to the person under the name that the server chose. */
export async function download<P, Q, B, R>(
  endpoint: Endpoint<P, Q, B, R>,
  input: CallInput<P, Q, B>,
): Promise<void> {
  const { bytes, name } = await fetchFile(endpoint, input)
  const address = URL.createObjectURL(bytes)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}

/** A file as bytes with its name, for previews. */
export async function fetchFile<P, Q, B, R>(
  endpoint: Endpoint<P, Q, B, R>,
  input: CallInput<P, Q, B>,
): Promise<{ bytes: Blob; name: string }> {
  const { body } = input as Loose
  const response = await answered(
    endpoint,
    input,
    body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } },
  )
  const disposition = response.headers.get('content-disposition') ?? ''
  const name = /filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1]
  return { bytes: await response.blob(), name: name ? decodeURIComponent(name) : 'anyuan' }
}

/** The address of a call, as for links and images. */
export function addressOf<P, Q, B, R>(
  endpoint: Endpoint<P, Q, B, R>,
  input: { params?: P | undefined; query?: Partial<Q> | undefined },
): string {
  const params = (input.params ?? {}) as Record<string, unknown>
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(params[name] ?? '')),
  )
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(input.query ?? {})) {
    if (value === undefined || value === null || value === '') continue
    search.set(name, Array.isArray(value) ? value.join(',') : String(value))
  }
  const text = search.toString()
  return text === '' ? path : `${path}?${text}`
}

async function answered<P, Q, B, R>(
  endpoint: Endpoint<P, Q, B, R>,
  input: Loose,
  init: RequestInit,
): Promise<Response> {
  const address = addressOf(endpoint, input as { params?: P; query?: Partial<Q> })
  const send = () => sent(address, endpoint.method, init)
  const first = await send()
  if (first.ok) return first
  const problem = await problemOf(first)
  if (problem.code === 'request.stepUpNeeded' && (await listeners.stepUp())) {
    const second = await send()
    if (second.ok) return second
    throw new RefusedError(await problemOf(second))
  }
  if (first.status === 401 && endpoint.access !== 'public') listeners.signedOut()
  throw new RefusedError(problem)
}

async function sent(address: string, method: string, init: RequestInit): Promise<Response> {
  try {
    const response = await fetch(address, {
      ...init,
      method,
      credentials: 'same-origin',
      headers: { ...init.headers, 'accept-language': languageNow() },
    })
    noteKnown(response.headers.get(liveIdHeader))
    return response
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new UnreachableError(error)
  }
}

async function problemOf(response: Response): Promise<Problem> {
  const parsed = Problem.safeParse(await response.json().catch(unreadable))
  if (parsed.success) return parsed.data
  // Not our server speaks: a proxy before it, while the server is away.
  throw new UnreachableError(response.status)
}

const unreadable = (): undefined => undefined
