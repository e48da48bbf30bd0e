import { UnreachableError } from './api.ts'

/**
 * The code of a part of the pages did not come. Browsers remember that for as long as the page is
 * open, so only opening the page anew can bring it.
 */
export class MissingCodeError extends UnreachableError {}

/** Fetches code; says in our own words when it did not come. */
export const fetched =
  <M>(load: () => Promise<M>): (() => Promise<M>) =>
  () =>
    load().catch((cause: unknown) => {
      throw new MissingCodeError(cause)
    })

const askAgainMs = 2_000

/** Opens the page anew as soon as the server answers: until then the screen keeps what it has. */
export async function openAnew(): Promise<void> {
  const answered = await fetch('/healthz', { cache: 'no-store' }).then(
    () => true,
    () => false,
  )
  if (answered) window.location.reload()
  else setTimeout(() => void openAnew(), askAgainMs)
}
