import { useEffect } from 'react'
import { type Kept, useKept } from '../../../platform/ui/phone/kept.ts'
import { onDelivered } from '../../../platform/ui/phone/outbox/delivery.ts'
import { type MyDuty, mineTopic, readMine } from '../contract/mine.ts'

const everyMs = 60_000

/** My shifts, notices and requests, from the phone's memory and fresh from the server. */
export function useMine(): Kept<MyDuty> {
  const kept = useKept(readMine, {}, { topics: [mineTopic], everyMs })
  const { refresh } = kept
  useEffect(() => onDelivered(() => void refresh()), [refresh])
  return kept
}

/** What is known of me already, without asking again: for counts on tabs. */
export const useMineQuietly = (): MyDuty | undefined =>
  useKept(readMine, {}, { enabled: false }).value
