import { useEffect, useState } from 'react'
import { callHeard, forgetKept, keepAnswer, useKept } from '../../../platform/ui/phone/kept.ts'
import { forgetDelivered, owedBy } from '../../../platform/ui/phone/outbox/outbox.ts'
import { ownerNow, setOwner } from '../../../platform/ui/phone/owner.ts'
import { go } from '../../../platform/ui/phone/path.ts'
import { type Me, me, signOut } from '../contract/session.ts'

/** Asks the server who this is; the phone belongs to that person from now on. */
export async function identify(): Promise<Me> {
  const answer = await callHeard(me, {})
  setOwner(answer.person.id)
  await keepAnswer(me, {}, answer)
  return answer
}

/** Who this phone belongs to, as far as it knows; also without a network. */
export function useMe(): Me | undefined {
  return useKept(me, {}, { enabled: false }).value
}

/** Ends the session and clears the phone. False when records still wait to be sent. */
export async function leave(): Promise<boolean> {
  const owner = ownerNow()
  if ((await owedBy(owner)) > 0) return false
  await callHeard(signOut, {})
  await forgetKept(owner)
  await forgetDelivered(owner)
  setOwner('')
  go('/sign-in', { replace: true })
  return true
}

/** How many records of the phone's last person wait, for the sign-in screen. */
export function useOwed(): number {
  const [owed, setOwed] = useState(0)
  useEffect(() => {
    void owedBy(ownerNow()).then(setOwed)
  }, [])
  return owed
}

const platforms = [/Android/, /iPhone/, /iPad/, /Windows/, /Mac OS/, /Linux/]

/** What the person will recognise in the list of sessions: the kind of machine. */
export function deviceName(): string {
  const agent = navigator.userAgent
  const model = /Android [\d.]+; ([^;)]+)/.exec(agent)?.[1]
  const platform = platforms.find((pattern) => pattern.test(agent))?.source ?? ''
  return (model ? `${platform} ${model}` : platform).slice(0, 120)
}
