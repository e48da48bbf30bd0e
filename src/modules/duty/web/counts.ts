import { useRead } from '../../../platform/ui/api-queries.ts'
import { useMay } from '../../../platform/ui/viewer.ts'
import { boardTopic } from '../contract/board.ts'
import { listPendingCheckIns } from '../contract/check-in.ts'
import { gapTopic, listGaps } from '../contract/gap.ts'

/** Posts that have nobody right now, beside the menu's first entry. */
export function useGapCount(): number | undefined {
  const may = useMay('duty.board.read')
  const { data } = useRead(
    listGaps,
    { query: { open: true, kind: 'unmanned', limit: 1 } },
    { topics: [gapTopic], enabled: may },
  )
  return data?.total
}

/** Check-ins that wait for a leader. */
export function usePendingCount(): number | undefined {
  const may = useMay('duty.checkIn.approve')
  const { data } = useRead(
    listPendingCheckIns,
    { query: { limit: 1 } },
    { topics: [boardTopic], enabled: may },
  )
  return data?.total
}
