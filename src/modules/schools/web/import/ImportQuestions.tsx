import { Button, Radio, Select } from 'antd'
import type { z } from 'zod'
import { download } from '../../../../platform/ui/api.ts'
import { queryClient, useAct } from '../../../../platform/ui/api-queries.ts'
import { Panel } from '../../../../platform/ui/kit/Panel.tsx'
import { StateMark, StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import { tellFailure } from '../../../../platform/ui/kit/Undo.tsx'
import {
  type ColumnTaken,
  type ImportSettings,
  type ImportStatus,
  markedImport,
  readImport,
  settleImport,
} from '../../contract/import.ts'
import { coordinateSystems } from '../../contract/position.ts'
import { schoolsText } from '../text.ts'
import { CoordinatePreview } from './CoordinatePreview.tsx'

type Settle = (changed: Partial<ImportSettings>) => void

/** What only a person can say; each answer makes the dry run anew. */
export function ImportQuestions({ run }: { run: ImportStatus }) {
  const act = useAct(settleImport, {
    onDone: () => void queryClient.invalidateQueries({ queryKey: [readImport.path] }),
  })
  const settle: Settle = (changed) =>
    act.mutate(
      {
        params: { runId: run.id },
        body: { version: run.version, settings: { ...run.settings, ...changed } },
      },
      { onError: tellFailure },
    )
  return (
    <div className="im-side">
      <TableProblems run={run} />
      <Coordinates run={run} settle={settle} />
      <Offers run={run} settle={settle} />
      <Columns run={run} settle={settle} />
      <Errors run={run} />
      <Lines run={run} />
    </div>
  )
}

interface PartProps {
  readonly run: ImportStatus
  readonly settle: Settle
}

function TableProblems({ run }: { run: ImportStatus }) {
  const t = schoolsText.useText()
  const problems = run.table?.problems ?? []
  if (problems.length === 0) return null
  return (
    <Panel title={t('import.problems')}>
      <ul>
        {problems.map((problem) => (
          <li key={problem.code}>
            <StateMark tone={problem.severity === 'refused' ? 'gap' : 'warn'} /> {problem.text}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Coordinates({ run: { coordinates }, settle }: PartProps) {
  const t = schoolsText.useText()
  if (!coordinates || coordinates.positions === 0) return null
  const open = coordinates.answer === null
  return (
    <Panel title={open ? t('import.questions', { count: 1 }) : t('field.system')}>
      <p>{t('import.coordinates')}</p>
      <Radio.Group
        className="im-systems"
        value={coordinates.answer}
        onChange={({ target }) => settle({ coordinates: target.value })}
      >
        {coordinateSystems.map((system) => {
          const evidence = coordinates.evidence.find((one) => one.system === system)
          const known = evidence && evidence.meanM !== null
          return (
            <Radio key={system} value={system}>
              <strong>{t(`system.${system}`)}</strong>
              <span className={system === coordinates.proposed ? 'ay-ok' : 'ay-note'}>
                {known
                  ? t('import.evidence', {
                      places: evidence.places,
                      metres: Math.round(evidence.meanM ?? 0),
                    })
                  : t('import.noEvidence')}
              </span>
            </Radio>
          )
        })}
      </Radio.Group>
      <CoordinatePreview question={coordinates} />
      {coordinates.answeredBy === 'heading' ? (
        <p className="ay-note">{t('import.byHeading')}</p>
      ) : null}
    </Panel>
  )
}

function Offers({ run: { table, settings }, settle }: PartProps) {
  const t = schoolsText.useText()
  const offers = table?.offers ?? []
  if (offers.length === 0) return null
  return (
    <Panel title={t('import.offers')}>
      <ul className="im-offers">
        {offers.map(({ code, cells, example }) => {
          const taken = settings.accept.includes(code)
          return (
            <li key={code}>
              <span>{t('import.offer', { cells, example })}</span>
              <Button
                size="small"
                disabled={taken}
                onClick={() => settle({ accept: [...settings.accept, code] })}
              >
                {t(taken ? 'import.accepted' : 'import.accept')}
              </Button>
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}

function Columns({ run: { table, settings }, settle }: PartProps) {
  const t = schoolsText.useText()
  if (!table) return null
  const options = [
    { value: '', label: t('import.ignored') },
    ...table.keys.map(({ key, label }) => ({ value: key, label })),
  ]
  const choose = (taken: z.infer<typeof ColumnTaken>, key: string) => {
    const columns = { ...settings.columns }
    if (taken.key) columns[taken.key] = null
    if (key !== '') columns[key] = taken.column
    settle({ columns })
  }
  return (
    <Panel title={t('import.columns')} flush>
      <ul className="im-columns">
        {table.columns.map((taken) => (
          <li key={taken.column}>
            <span title={taken.text}>{taken.heading || taken.letter}</span>
            <Select
              size="small"
              aria-label={`${t('import.takenAs')} ${taken.heading || taken.letter}`}
              value={taken.key ?? ''}
              options={options}
              onChange={(key) => choose(taken, key)}
              popupMatchSelectWidth={false}
            />
            {taken.key === null ? (
              <StateWord tone="off">{t('import.skipped')}</StateWord>
            ) : (
              <StateWord tone={taken.certain ? 'ok' : 'warn'}>
                {t(taken.certain ? 'import.auto' : 'import.check')}
              </StateWord>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Errors({ run }: { run: ImportStatus }) {
  const t = schoolsText.useText()
  if (!run.counts || run.counts.errors === 0) return null
  const fetchMarked = () =>
    void download(markedImport, { params: { runId: run.id } }).catch((error) =>
      tellFailure(error as Error),
    )
  return (
    <Panel title={t('import.errorsTitle')}>
      <p className="ay-note">{t('import.errorsHelp')}</p>
      <Button block onClick={fetchMarked}>
        {t('import.marked')}
      </Button>
    </Panel>
  )
}

/** A line of "what was taken for what". */
function Lines({ run }: { run: ImportStatus }) {
  const t = schoolsText.useText()
  const lines = run.table?.lines ?? []
  if (lines.length === 0) return null
  return (
    <Panel title={t('import.lines')}>
      <ul className="im-lines">
        {lines.map(({ topic, place, text }) => (
          <li key={`${topic} ${place} ${text}`}>
            <span className="ay-note">{place}</span> {text}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
