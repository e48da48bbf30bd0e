import { useMineQuietly } from '../mine.ts'

/** Notices without a receipt, for the tab. */
export function useUnread(): number {
  const duty = useMineQuietly()
  return (duty?.notices ?? []).filter(({ readAt }) => readAt === null).length
}
