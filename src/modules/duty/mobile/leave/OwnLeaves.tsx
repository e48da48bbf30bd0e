import { StateTag } from '../../../../platform/ui/kit/StateMark.tsx'
import { LinkButton } from '../../../../platform/ui/phone/controls.tsx'
import { callHeard, useKept } from '../../../../platform/ui/phone/kept.ts'
import { say, sayFailure } from '../../../../platform/ui/phone/say.ts'
import type { Tone } from '../../../../platform/ui/theme/tokens.ts'
import { shown } from '../../../../platform/ui/wall-time.ts'
import { type Leave, leaveCan, listLeaves, withdrawLeave } from '../../contract/leave.ts'
import { dutyText } from '../text.ts'

const tones: Readonly<Record<Leave['state'], Tone>> = {
  requested: 'wait',
  approved: 'ok',
  refused: 'gap',
  withdrawn: 'off',
}

const shownMax = 20

/** What was asked for before, and what became of it. */
export function OwnLeaves() {
  const t = dutyText.useText()
  const leaves = useKept(listLeaves, { query: { mine: true, limit: shownMax } })
  const rows = leaves.value?.rows ?? []
  const withdraw = async (id: string) => {
    await callHeard(withdrawLeave, { params: { id } })
    say(t('absence.withdrawn'))
    await leaves.refresh()
  }
  if (rows.length === 0) return null
  return (
    <section className="ph-card ph-list">
      <h2 className="du-list-head">{t('absence.own')}</h2>
      {rows.map((leave) => (
        <div key={leave.id} className="ph-split du-line">
          <span>
            {t(`absence.kind.${leave.kind}`)}
            <br />
            <span className="ph-caption">
              {`${shown(leave.startsAt, 'dayTime')} – ${shown(leave.endsAt, 'dayTime')}`}
            </span>
          </span>
          <span className="ph-ways">
            {(leaveCan.withdraw as readonly string[]).includes(leave.state) ? (
              <LinkButton onPress={() => void withdraw(leave.id).catch(sayFailure)}>
                {t('absence.withdraw')}
              </LinkButton>
            ) : null}
            <StateTag tone={tones[leave.state]}>{t(`absence.state.${leave.state}`)}</StateTag>
          </span>
        </div>
      ))}
    </section>
  )
}
