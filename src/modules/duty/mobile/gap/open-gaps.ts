import { type Kept, useKept } from '../../../../platform/ui/phone/kept.ts'
import { type Gap, gapTopic, listGaps } from '../../contract/gap.ts'

/** Gates of the scope without anybody, as the console counts them. */
export const useOpenGaps = (enabled: boolean): Kept<{ rows: Gap[]; total: number }> =>
  useKept(listGaps, { query: { open: true, kind: 'unmanned' } }, { topics: [gapTopic], enabled })

export const useOpenGapCount = (enabled: boolean): number => useOpenGaps(enabled).value?.total ?? 0
