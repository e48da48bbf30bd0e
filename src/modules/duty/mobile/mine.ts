import { useEffect } from 'react'
import { type Kept, useKept } from '../../../platform/ui/phone/kept.ts'
import { onDelivered } from '../../../platform/ui/phone/outbox/delivery.ts'
import { useOwner } from '../../../platform/ui/phone/owner.ts'
import { type MyDuty, mineTopic, personKey, readMine } from '../contract/mine.ts'

/** The live stream tells what changes; this is for what it might have missed. */
const everyMs = 300_000

/** My shifts, notices and requests, from the phone's memory and fresh from the server. */
export function useMine(): Kept<MyDuty> {
  const owner = useOwner()
  const keys = [personKey(owner)]
  const kept = useKept(readMine, {}, { topics: [mineTopic], keys, everyMs })
  const { refresh } = kept
  useEffect(() => onDelivered(() => void refresh()), [refresh])
  return kept
}

/** What is known of me already, without asking again: for counts on tabs. */
export const useMineQuietly = (): MyDuty | undefined =>
  useKept(readMine, {}, { enabled: false }).value
