import { Button, Checkbox } from 'antd'
import { useNow } from '../../../../platform/ui/clock.ts'
import { PageLink } from '../../../../platform/ui/kit/PageLink.tsx'
import { Empty, Read } from '../../../../platform/ui/kit/ReadStates.tsx'
import { StateMark } from '../../../../platform/ui/kit/StateMark.tsx'
import { listMark } from '../../../../platform/ui/text.ts'
import { useMay } from '../../../../platform/ui/viewer.ts'
import { schoolAddress } from '../../../schools/web/index.ts'
import type { BoardRow } from '../../contract/board.ts'
import { sumOf } from '../../contract/duty-role.ts'
import { type HelpRequest, helpTones, isUnderWay, type Proposal } from '../../contract/gap.ts'
import { dutyText } from '../text.ts'
import type { Helping } from './board-help.ts'
import { missingOf, toneOfState } from './board-view.ts'

interface PostPanelProps {
  readonly row: BoardRow | undefined
  readonly helping: Helping
  readonly onPeople: (shiftId: string) => void
}

/** The post that is looked at: what it lacks, who could go, who was asked. */
export function PostPanel({ row, helping, onPeople }: PostPanelProps) {
  const t = dutyText.useText()
  if (!row) {
    return (
      <section className="bd-panel" aria-label={t('propose.people')}>
        <p className="bd-panel-pick ay-note">{t('propose.pick')}</p>
      </section>
    )
  }
  const tone = toneOfState[row.state]
  return (
    <section className={`bd-panel bd-panel-${tone}`} aria-label={row.postName}>
      <header>
        <StateMark tone={tone} size={15} />
        <h2 className={`ay-${tone}`}>{row.postName}</h2>
        <span className="ay-note">
          <Lack row={row} />
        </span>
        <span className="bd-panel-links">
          <PageLink to={schoolAddress} target={{ params: { schoolId: row.schoolId } }}>
            {t('propose.school')}
          </PageLink>
          <button type="button" className="bd-link" onClick={() => onPeople(row.shiftId)}>
            {t('propose.people')}
          </button>
        </span>
      </header>
      {row.gap ? <Handling row={row} helping={helping} /> : null}
    </section>
  )
}

function Lack({ row }: { row: BoardRow }) {
  const t = dutyText.useText()
  const list = missingOf(row).map(([role, count]) =>
    t('propose.roleCount', { role: t(`role.${role}`), count }),
  )
  if (list.length > 0) return t('propose.missing', { roles: list.join(listMark()) })
  const [have, need] = [sumOf(row.have), sumOf(row.need)]
  return t('propose.well', { state: t(`state.${row.state}`), have, need })
}

function Handling({ row, helping }: { row: BoardRow; helping: Helping }) {
  const t = dutyText.useText()
  const may = useMay('duty.gap.handle')
  const open = helping.requests.filter(isUnderWay)
  const past = helping.requests.filter((request) => !isUnderWay(request))
  return (
    <>
      {open.length > 0 || past.length > 0 ? (
        <ul className="bd-requests">
          {[...open, ...past].map((request) => (
            <RequestRow key={request.id} request={request} helping={helping} />
          ))}
        </ul>
      ) : null}
      {may ? (
        <Read query={helping.proposals} rows={3} rowPx={46}>
          {({ proposals, formula, excluded }) => (
            <>
              {proposals.length === 0 ? (
                <Empty title={t('propose.none')}>
                  {t('propose.noneHelp', {
                    leave: excluded.onLeave,
                    elsewhere: excluded.servesElsewhere,
                    limit: excluded.atTheLimit,
                    skill: excluded.lacksSkill,
                    there: excluded.alreadyThere,
                    planned: excluded.plannedHere,
                    asked: excluded.alreadyAsked,
                  })}
                </Empty>
              ) : (
                <ol className="bd-proposals">
                  {proposals.map((proposal, index) => (
                    <ProposalRow
                      key={proposal.personId}
                      proposal={proposal}
                      ordinal={index + 1}
                      ask={() => helping.ask(row, proposal)}
                    />
                  ))}
                </ol>
              )}
              <footer>
                <Checkbox
                  checked={helping.autoNext}
                  onChange={({ target }) => helping.setAutoNext(target.checked)}
                >
                  {t('propose.autoNextPlain')}
                </Checkbox>
                <span className="ay-note">
                  {t('propose.formula', {
                    factor: formula.detourFactor,
                    speed: formula.travelKmh,
                  })}
                </span>
              </footer>
            </>
          )}
        </Read>
      ) : null}
    </>
  )
}

interface ProposalRowProps {
  readonly proposal: Proposal
  readonly ordinal: number
  readonly ask: () => void
}

function ProposalRow({ proposal, ordinal, ask }: ProposalRowProps) {
  const t = dutyText.useText()
  const costly = proposal.rank === 'ownPostWouldBeShort'
  return (
    <li>
      <span className="bd-ordinal">{ordinal}</span>
      <span>
        <b>{proposal.personName}</b>
        <span className="ay-note">
          {t(`role.${proposal.role}`)}・{proposal.agencyName}
        </span>
      </span>
      <span className={costly ? 'ay-warn' : ''}>
        {t(`propose.${proposal.rank}`, { post: proposal.doingNow?.postName ?? '' })}
        {proposal.otherStation ? `・${t('propose.otherStation')}` : ''}
      </span>
      <Way proposal={proposal} />
      <Button type={ordinal === 1 && !costly ? 'primary' : 'default'} onClick={ask}>
        {t(costly ? 'propose.askAnyway' : 'propose.ask')}
      </Button>
    </li>
  )
}

function Way({ proposal: { travelMin, distanceM, beforeBell } }: { proposal: Proposal }) {
  const t = dutyText.useText()
  if (travelMin === null) return <span className="bd-way ay-note">{t('propose.unknownWay')}</span>
  return (
    <span className="bd-way">
      <b className={beforeBell === false ? 'ay-warn' : ''}>
        {t('propose.minutes', { count: Math.ceil(travelMin) })}
      </b>
      <span className="ay-note">
        {beforeBell === false
          ? t('propose.late')
          : t('propose.kilometres', { count: ((distanceM ?? 0) / 1000).toFixed(1) })}
      </span>
    </span>
  )
}

function RequestRow({ request, helping }: { request: HelpRequest; helping: Helping }) {
  const t = dutyText.useText()
  const may = useMay('duty.gap.handle')
  const leftMs = Date.parse(request.answerDueAt) - useNow().getTime()
  const open = isUnderWay(request)
  return (
    <li>
      <StateMark tone={helpTones[request.state]} />
      <b>{request.personName}</b>
      <span>
        {t(`propose.helpState.${request.state}`, {
          seconds: Math.max(0, Math.ceil(leftMs / 1000)),
        })}
      </span>
      {may && open ? (
        <Button size="small" onClick={() => helping.withdraw(request)}>
          {t('propose.withdraw')}
        </Button>
      ) : null}
    </li>
  )
}
