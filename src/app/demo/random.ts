/** Numbers that look random and are the same at each run (mulberry32). */
export interface Random {
  /** 0 ≤ x < 1 */
  next(): number
  /** first ≤ n ≤ last, whole */
  between(first: number, last: number): number
  pick<T>(from: readonly T[]): T
  chance(probability: number): boolean
  /** A UUID of version 7 whose instant lies in the summer of 2025. */
  id(): string
}

export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const between = (first: number, last: number) => first + Math.floor(next() * (last - first + 1))
  const hex = (digits: number) =>
    Array.from({ length: digits }, () => between(0, 15).toString(16)).join('')
  return {
    next,
    between,
    pick(from) {
      const chosen = from[between(0, from.length - 1)]
      if (chosen === undefined) throw new Error('Nothing to pick from.')
      return chosen
    },
    chance: (probability) => next() < probability,
    id: () => `0198${hex(4)}-${hex(4)}-7${hex(3)}-a${hex(3)}-${hex(12)}`,
  }
}
