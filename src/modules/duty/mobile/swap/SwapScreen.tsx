import { useState } from 'react'
import { nowMs } from '../../../../platform/ui/clock.ts'
import { useConnection } from '../../../../platform/ui/phone/connection.ts'
import {
  BigButton,
  Card,
  Failed,
  Nothing,
  Opening,
} from '../../../../platform/ui/phone/controls.tsx'
import { callHeard, useKept } from '../../../../platform/ui/phone/kept.ts'
import { newRecordId } from '../../../../platform/ui/phone/outbox/outbox.ts'
import { useOwner } from '../../../../platform/ui/phone/owner.ts'
import { Screen } from '../../../../platform/ui/phone/Screen.tsx'
import { say, sayFailure } from '../../../../platform/ui/phone/say.ts'
import { type MyShift, mineTopic, personKey } from '../../contract/mine.ts'
import {
  listOwnSwaps,
  proposeSwap,
  type Swap,
  type SwapPerson,
  swapCan,
} from '../../contract/swap.ts'
import { useMine } from '../mine.ts'
import { dutyText } from '../text.ts'
import { placeOf } from '../today/check-in.ts'
import { Exchange } from './Exchange.tsx'
import { AsksOfMe, PastSwaps } from './OwnSwaps.tsx'
import { PeopleToAsk } from './PeopleToAsk.tsx'
import { whenOf } from './swap-words.ts'
import '../duty.css'

type Giveable = MyShift & { readonly assignmentId: string }

/** A told shift ahead; who helps somewhere or claimed a place has nothing to swap. */
const isGiveable = (shift: MyShift): shift is Giveable =>
  shift.assignment === 'published' &&
  shift.assignmentId !== null &&
  !shift.cancelled &&
  Date.parse(shift.startsAt) > nowMs()

/** Without those that somebody was asked to take already. */
function notAsked(shifts: readonly Giveable[], swaps: readonly Swap[]): Giveable[] {
  const open = swaps.filter(({ state }) => (swapCan.withdraw as readonly string[]).includes(state))
  const asked = new Set(open.map(({ gives }) => gives.assignmentId))
  return shifts.filter(({ assignmentId }) => !asked.has(assignmentId))
}

/** What leaves a gate first, then who could take it; the other agrees, a leader decides. */
export default function SwapScreen() {
  const t = dutyText.useText()
  const mine = useMine()
  const owner = useOwner()
  const { reachable } = useConnection()
  const swaps = useKept(listOwnSwaps, {}, { topics: [mineTopic], keys: [personKey(owner)] })
  const [shift, setShift] = useState<Giveable>()
  const [person, setPerson] = useState<SwapPerson>()
  const [takesId, setTakesId] = useState<string | null>(null)
  const opening = mine.opening || swaps.opening
  const failed = [mine, swaps].find(({ value, failure }) => failure && !value)
  const isReady = !opening && !failed
  const isChosen = person !== undefined && (!person.onlyInExchange || takesId !== null)
  const rows = opening ? [] : (swaps.value?.rows ?? [])
  const choose = (next: Giveable | undefined) => {
    setShift(next)
    setPerson(undefined)
    setTakesId(null)
  }
  const ask = async () => {
    if (!shift || !person) return
    const { assignmentId } = shift
    const wish = { assignmentId, otherPersonId: person.personId, otherAssignmentId: takesId }
    await callHeard(proposeSwap, { body: { id: newRecordId(), ...wish } })
    say(t('swap.asked', { name: person.personName }))
    choose(undefined)
    await swaps.refresh()
  }
  return (
    <Screen
      title={t('swap.title')}
      up="/shifts"
      aside={<span className="ph-caption">{t('swap.whoDecides')}</span>}
      actions={
        <BigButton
          disabled={!isChosen || !reachable}
          note={reachable ? noteOf(shift, person, isChosen) : t('help.offline')}
          onPress={() => void ask().catch(sayFailure)}
        >
          {person ? t('swap.ask', { name: person.personName }) : t('swap.title')}
        </BigButton>
      }
    >
      {opening ? <Opening rows={5} /> : null}
      {failed?.failure ? (
        <Failed error={failed.failure} retry={() => void failed.refresh()} />
      ) : null}
      <AsksOfMe rows={rows} refresh={swaps.refresh} />
      {isReady ? (
        <ShiftToGive
          shifts={notAsked((mine.value?.shifts ?? []).filter(isGiveable), rows)}
          chosen={shift?.shiftId}
          onChoose={choose}
        />
      ) : null}
      {shift ? (
        <WhoTakesIt
          key={shift.assignmentId}
          assignmentId={shift.assignmentId}
          person={person}
          takesId={takesId}
          onPerson={(next) => {
            setPerson(next)
            setTakesId(null)
          }}
          onTakes={setTakesId}
        />
      ) : null}
      {isReady ? <PastSwaps rows={rows} refresh={swaps.refresh} /> : null}
    </Screen>
  )
}

/** Who takes the shift, and what is taken from them in exchange. */
function WhoTakesIt({
  assignmentId,
  person,
  takesId,
  onPerson,
  onTakes,
}: {
  assignmentId: string
  person: SwapPerson | undefined
  takesId: string | null
  onPerson: (person: SwapPerson) => void
  onTakes: (assignmentId: string | null) => void
}) {
  return (
    <>
      <PeopleToAsk assignmentId={assignmentId} chosen={person?.personId} onChoose={onPerson} />
      {person ? (
        <Exchange
          key={person.personId}
          assignmentId={assignmentId}
          person={person}
          chosen={takesId}
          onChoose={onTakes}
        />
      ) : null}
    </>
  )
}

function noteOf(
  shift: Giveable | undefined,
  person: SwapPerson | undefined,
  isChosen: boolean,
): string {
  if (!shift || !person) return dutyText.text('swap.chooseFirst')
  if (!isChosen) return dutyText.text('swap.exchangeFirst')
  return `${whenOf(shift)} ${placeOf(shift)}`
}

function ShiftToGive({
  shifts,
  chosen,
  onChoose,
}: {
  shifts: readonly Giveable[]
  chosen: string | undefined
  onChoose: (shift: Giveable) => void
}) {
  const t = dutyText.useText()
  if (shifts.length === 0) return <Nothing tone="off">{t('swap.noShifts')}</Nothing>
  return (
    <Card title={t('swap.which')}>
      {shifts.map((shift) => (
        <label key={shift.shiftId} className="du-check">
          <input
            type="radio"
            name="gives"
            checked={shift.shiftId === chosen}
            onChange={() => onChoose(shift)}
          />
          <span>
            <strong>{whenOf(shift)}</strong>
            <span className="ph-caption">{placeOf(shift)}</span>
          </span>
        </label>
      ))}
    </Card>
  )
}
