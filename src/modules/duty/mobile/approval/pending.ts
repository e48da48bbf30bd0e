import { useKept } from '../../../../platform/ui/phone/kept.ts'
import { boardTopic } from '../../contract/board.ts'
import { listPendingCheckIns } from '../../contract/check-in.ts'

/** Check-ins that wait for this leader's word. */
export const usePending = (enabled: boolean) =>
  useKept(listPendingCheckIns, {}, { topics: [boardTopic], enabled })

export const usePendingCount = (enabled: boolean): number => usePending(enabled).value?.total ?? 0
