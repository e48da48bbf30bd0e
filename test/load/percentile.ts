/** The value that a part of all values does not exceed, to a tenth. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const index = Math.min(sorted.length - 1, Math.max(0, Math.ceil(part * sorted.length) - 1))
  return Math.round((sorted[index] ?? 0) * 10) / 10
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const [low, high] = [sorted[middle - 1] ?? 0, sorted[middle] ?? 0]
  return sorted.length % 2 === 1 ? high : (low + high) / 2
}

export const rounded = (value: number, digits: number): number => Number(value.toFixed(digits))
