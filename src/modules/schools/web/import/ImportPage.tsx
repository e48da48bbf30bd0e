import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import {
  useChangeSearch,
  useGo,
  useParamsOf,
  useSearchOf,
} from '../../../../platform/ui/address.ts'
import { queryClient, refresh, useAct, useRead } from '../../../../platform/ui/api-queries.ts'
import { PageHead } from '../../../../platform/ui/kit/Panel.tsx'
import { Read } from '../../../../platform/ui/kit/ReadStates.tsx'
import { StateMark } from '../../../../platform/ui/kit/StateMark.tsx'
import { tell, tellFailure } from '../../../../platform/ui/kit/Undo.tsx'
import { grouped } from '../../../../platform/ui/text.ts'
import type { Tone } from '../../../../platform/ui/theme/tokens.ts'
import { shown } from '../../../../platform/ui/wall-time.ts'
import {
  commitImport,
  dropImport,
  type ImportCounts,
  type ImportStatus,
  readImport,
  undoImport,
} from '../../contract/import.ts'
import { importAddress, importsAddress } from '../addresses.ts'
import { schoolsText } from '../text.ts'
import { ImportQuestions } from './ImportQuestions.tsx'
import { ImportRows } from './ImportRows.tsx'
import './import.css'

/** While the server works the page asks again at this pace. */
const pollMs = 700

const isWorking = (run: ImportStatus | undefined): boolean =>
  run !== undefined && run.progress.phase !== 'done' && run.state !== 'dropped'

export const readImportAgain = (): void =>
  void queryClient.invalidateQueries({ queryKey: [readImport.path] })

/** 导入预检: what writing would change, which cells are wrong, what only a person can say. */
export default function ImportPage() {
  const { runId } = useParamsOf(importAddress)
  const [working, setWorking] = useState(true)
  const query = useRead(
    readImport,
    { params: { runId } },
    { topics: ['schools.import'], ...(working ? { refetchMs: pollMs } : {}) },
  )
  if (query.data && isWorking(query.data) !== working) setWorking(isWorking(query.data))
  return (
    <div className="ay-page ay-page-full">
      <Read query={query} rows={10}>
        {(run) => <Shown run={run} />}
      </Read>
    </div>
  )
}

function Shown({ run }: { run: ImportStatus }) {
  const t = schoolsText.useText()
  const seconds = run.checkMs === null ? undefined : (run.checkMs / 1000).toFixed(1)
  return (
    <>
      <PageHead
        title={`${t('import.title')}・${t(`import.subjectOf.${run.subject}`)}`}
        note={[
          run.fileName,
          run.areaName,
          shown(run.startedAt, 'dayTime'),
          seconds ? t('import.checkedIn', { seconds }) : '',
        ]
          .filter(Boolean)
          .join('・')}
        actions={<Steps state={run.state} />}
      />
      <div className="ay-page-body">
        {isWorking(run) ? <Progress run={run} /> : null}
        {run.counts ? <Counts counts={run.counts} /> : null}
        <div className="im-body">
          {run.table ? <ImportRows run={run} /> : <span />}
          {run.state === 'checked' ? <ImportQuestions run={run} /> : null}
        </div>
      </div>
      <Foot run={run} />
    </>
  )
}

const steps = ['upload', 'check', 'write'] as const
const stepOf: Readonly<Record<ImportStatus['state'], number>> = {
  received: 1,
  checked: 1,
  committed: 3,
  undone: 3,
  dropped: 3,
}

function Steps({ state }: { state: ImportStatus['state'] }) {
  const t = schoolsText.useText()
  return (
    <ol className="im-steps">
      {steps.map((step, index) => (
        <li key={step} aria-current={index === stepOf[state] ? 'step' : undefined}>
          {index < stepOf[state] ? <StateMark tone="ok" size={18} /> : <span>{index + 1}</span>}{' '}
          {t(`import.step.${step}`)}
        </li>
      ))}
    </ol>
  )
}

function Progress({ run: { progress } }: { run: ImportStatus }) {
  const t = schoolsText.useText()
  const text = t('import.progressOf', {
    phase: t(`import.progress.${progress.phase}`),
    rows: grouped(progress.rows),
    total: grouped(progress.total),
  })
  return (
    <p className="im-progress" role="status">
      <progress value={progress.rows} max={Math.max(1, progress.total)} aria-label={text} /> {text}
    </p>
  )
}

const shownCounts = [
  { name: 'rows', tone: 'off', show: 'all' },
  { name: 'new', tone: 'ok', show: 'all' },
  { name: 'changed', tone: 'wait', show: 'attention' },
  { name: 'merged', tone: 'wait', show: 'all' },
  { name: 'unchanged', tone: 'off', show: 'all' },
  { name: 'errors', tone: 'gap', show: 'errors' },
] as const satisfies { name: keyof ImportCounts; tone: Tone; show: string }[]

/** Counts that add up to the rows; each opens its rows. */
function Counts({ counts }: { counts: ImportCounts }) {
  const t = schoolsText.useText()
  const { show } = useSearchOf(importAddress)
  const change = useChangeSearch(importAddress)
  return (
    <div className="im-counts">
      {shownCounts.map(({ name, tone, show: target }) => (
        <button
          key={name}
          type="button"
          aria-pressed={name === 'errors' ? show === 'errors' : undefined}
          onClick={() => void change({ show: target })}
        >
          <span>
            <StateMark tone={tone} size={12} /> {t(`import.count.${name}`)}
          </span>
          <strong className={counts[name] > 0 ? `ay-${tone}` : ''}>{grouped(counts[name])}</strong>
          <span className="ay-note">{t('import.unit')}</span>
        </button>
      ))}
    </div>
  )
}

function Foot({ run }: { run: ImportStatus }) {
  return (
    <div className="im-foot">
      {run.state === 'checked' ? <BeforeWriting run={run} /> : <AfterWriting run={run} />}
    </div>
  )
}

function BeforeWriting({ run }: { run: ImportStatus }) {
  const t = schoolsText.useText()
  const go = useGo()
  const [refuse, setRefuse] = useState(false)
  const params = { runId: run.id }
  const counts = run.counts
  const written = counts ? counts.new + counts.changed + counts.merged : 0
  const commit = useAct(commitImport, {
    topics: ['schools.*'],
    onDone: () => {
      readImportAgain()
      tell({ text: t('import.written', { count: written }) })
    },
  })
  const drop = useAct(dropImport, {
    topics: ['schools.*'],
    onDone: () => {
      tell({ text: t('import.dropped') })
      void go(importsAddress, {})
    },
  })
  const failed = (error: Error) => {
    readImportAgain()
    tellFailure(error)
  }
  return (
    <>
      <span>
        {counts && written > 0
          ? t('import.effect', {
              added: counts.new,
              changed: counts.changed,
              merged: counts.merged,
              errors: counts.errors,
            })
          : t('import.effectNone')}
      </span>
      {counts && counts.errors > 0 ? (
        <Checkbox checked={refuse} onChange={({ target }) => setRefuse(target.checked)}>
          {t('import.refuse')}
        </Checkbox>
      ) : null}
      <Button onClick={() => drop.mutate({ params }, { onError: failed })}>
        {t('import.drop')}
      </Button>
      <Button
        type="primary"
        disabled={!run.committable || !run.checkId}
        loading={commit.isPending}
        onClick={() =>
          commit.mutate(
            {
              params,
              body: { checkId: run.checkId ?? '', errors: refuse ? 'refuse' : 'leaveOut' },
            },
            { onError: failed },
          )
        }
      >
        {t('import.write', { count: grouped(written) })}
      </Button>
    </>
  )
}

function AfterWriting({ run }: { run: ImportStatus }) {
  const t = schoolsText.useText()
  const undo = useAct(undoImport, {
    onDone: () => {
      refresh(queryClient, ['schools.*'])
      readImportAgain()
      tell({ text: t('import.undone') })
    },
  })
  return (
    <>
      <span>{t(`import.stateOf.${run.state}`)}</span>
      {run.undoUntil ? (
        <>
          <span className="ay-note">
            {t('import.undoUntil', { time: shown(run.undoUntil, 'dayTime') })}
          </span>
          <Button
            loading={undo.isPending}
            onClick={() => undo.mutate({ params: { runId: run.id } }, { onError: tellFailure })}
          >
            {t('import.undo')}
          </Button>
        </>
      ) : null}
    </>
  )
}
