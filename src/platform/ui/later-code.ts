import { about } from '../contract/about.ts'
import { call, UnreachableError } from './api.ts'

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
  try {
    await call(about, {})
  } catch (error) {
    if (error instanceof UnreachableError) {
      setTimeout(() => void openAnew(), askAgainMs)
      return
    }
  }
  window.location.reload()
}
