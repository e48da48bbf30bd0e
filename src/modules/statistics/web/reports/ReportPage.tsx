import { Button, Dropdown, Modal } from 'antd'
import { useState } from 'react'
import { figuresOf } from '../../../../../engines/official-document/model/figures.ts'
import {
  useChangeSearch,
  useGo,
  useParamsOf,
  useSearchOf,
} from '../../../../platform/ui/address.ts'
import { call, download } from '../../../../platform/ui/api.ts'
import { queryClient, refresh, useAct, useRead } from '../../../../platform/ui/api-queries.ts'
import { useKeys } from '../../../../platform/ui/kit/keys.ts'
import { PageHead } from '../../../../platform/ui/kit/Panel.tsx'
import { Read } from '../../../../platform/ui/kit/ReadStates.tsx'
import { StateTag, StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import { useTitle } from '../../../../platform/ui/kit/title.ts'
import { tell, tellFailure } from '../../../../platform/ui/kit/Undo.tsx'
import { newId } from '../../../../platform/ui/new-id.ts'
import { useMay } from '../../../../platform/ui/viewer.ts'
import { shown } from '../../../../platform/ui/wall-time.ts'
import {
  createReport,
  downloadDocx,
  downloadPdf,
  type Report,
  readReport,
  recomputeReport,
  refreshReport,
  signReport,
} from '../../contract/report.ts'
import { reportAddress } from '../addresses.ts'
import { FigureDrill } from '../figures/FigureDrill.tsx'
import { said, statisticsText } from '../text.ts'
import { FigureQuery } from './FigureQuery.tsx'
import { Paper } from './Paper.tsx'
import { PaperHeadDialog } from './PaperHeadDialog.tsx'
import { ParagraphDialog } from './ParagraphDialog.tsx'
import './report.css'
import { listMark } from '../../../../platform/ui/text.ts'
import { toneOfPunctuality, toneOfReport } from './report-tone.ts'

const topics = ['statistics.report'] as const

/** A report: read it, open every number, sign it. */
export default function ReportPage() {
  const { reportId } = useParamsOf(reportAddress)
  const query = useRead(readReport, { params: { id: reportId } }, { topics })
  useTitle(query.data?.title)
  return (
    <div className="ay-page ay-page-full">
      <Read query={query} rows={12}>
        {(report) => <Shown report={report} />}
      </Read>
    </div>
  )
}

function Shown({ report }: { report: Report }) {
  const t = statisticsText.useText()
  const { figure: openKey } = useSearchOf(reportAddress)
  const change = useChangeSearch(reportAddress)
  const mayEdit = useMay('statistics.report.edit') && report.state === 'draft'
  const [editing, setEditing] = useState<number | null>(null)
  const keys = figuresOf(report.document).map(({ key }) => key)
  const at = openKey ? keys.indexOf(openKey) : -1
  const open = (key: string | undefined) => void change({ figure: key })
  const step = (by: number) => open(keys[(at + by + keys.length) % Math.max(1, keys.length)])
  useKeys({ j: () => step(1), k: () => step(-1), escape: () => open(undefined) })
  return (
    <>
      <ReportHead report={report} />
      <Findings report={report} />
      <div className="st-body">
        <div className="st-desk">
          <Paper
            document={report.document}
            openKey={openKey}
            onFigure={open}
            onEdit={mayEdit ? setEditing : undefined}
          />
        </div>
        <aside className="st-side">
          {at >= 0 ? (
            <>
              <nav>
                <span className="ay-note">
                  {t('drill.nth', { at: at + 1, total: keys.length })}
                </span>
                <Button size="small" onClick={() => step(-1)}>
                  {t('drill.previousFigure')}
                </Button>
                <Button size="small" onClick={() => step(1)}>
                  {t('drill.next')}
                </Button>
              </nav>
              <OpenFigure report={report} figureKey={openKey ?? ''} />
            </>
          ) : (
            <p className="ay-note">{t('report.pick')}</p>
          )}
        </aside>
      </div>
      {editing === null ? null : (
        <ParagraphDialog report={report} index={editing} onClose={() => setEditing(null)} />
      )}
    </>
  )
}

function OpenFigure({ report, figureKey }: { report: Report; figureKey: string }) {
  const figure = report.figures.find(({ key }) => key === figureKey)
  if (!figure) return null
  return (
    <>
      <FigureDrill
        key={figureKey}
        asked={{
          indicator: figure.indicator,
          areaId: figure.areaId,
          half: figure.half ?? undefined,
          firstDay: report.firstDay,
          lastDay: report.lastDay,
          known: report.asOf,
        }}
        stated={figure.value}
      />
      <FigureQuery key={`query ${figureKey}`} reportId={report.id} figureKey={figureKey} />
    </>
  )
}

function ReportHead({ report }: { report: Report }) {
  const t = statisticsText.useText()
  const period =
    report.firstDay === report.lastDay ? report.firstDay : `${report.firstDay} – ${report.lastDay}`
  return (
    <PageHead
      title={report.title}
      tags={
        <>
          <StateTag tone={toneOfReport[report.state]}>
            {t(`report.stateOf.${report.state}`)}
          </StateTag>
          {report.punctuality ? (
            <StateWord tone={toneOfPunctuality[report.punctuality]}>
              {t(`report.punctuality.${report.punctuality}`)}
            </StateWord>
          ) : null}
        </>
      }
      note={`${period}・${t('report.asOf', { time: shown(report.asOf, 'dayTime') })}`}
      actions={<Actions report={report} />}
    />
  )
}

function Actions({ report }: { report: Report }) {
  const t = statisticsText.useText()
  const params = { id: report.id }
  const recomputed = useRead(recomputeReport, { params }, { enabled: false })
  return (
    <>
      {recomputed.data ? (
        <StateWord tone={recomputed.data.same === recomputed.data.total ? 'ok' : 'gap'}>
          {recomputed.data.same === recomputed.data.total
            ? t('report.same', { same: recomputed.data.same, total: recomputed.data.total })
            : t('report.differ', { count: recomputed.data.total - recomputed.data.same })}
          {recomputed.data.formulasChanged > 0
            ? `・${t('report.formulasChanged', { count: recomputed.data.formulasChanged })}`
            : ''}
          {recomputed.data.changedSince > 0
            ? `・${t('report.changed', { count: recomputed.data.changedSince })}`
            : ''}
        </StateWord>
      ) : null}
      <Button loading={recomputed.isFetching} onClick={() => void recomputed.refetch()}>
        {t('report.recompute')}
      </Button>
      <Downloads id={report.id} />
      {report.state === 'draft' ? <Draft report={report} /> : <Signed report={report} />}
    </>
  )
}

function Downloads({ id }: { id: string }) {
  const t = statisticsText.useText()
  const fetchPaper = (kind: typeof downloadPdf, version: 'full' | 'public') =>
    void download(kind, { params: { id }, query: { version } }).catch((error) =>
      tellFailure(error as Error),
    )
  return (
    <Dropdown
      menu={{
        items: [
          { key: 'pdf', label: t('report.pdf'), onClick: () => fetchPaper(downloadPdf, 'full') },
          { key: 'docx', label: t('report.docx'), onClick: () => fetchPaper(downloadDocx, 'full') },
          {
            key: 'public',
            label: `${t('report.pdf')}・${t('report.public')}`,
            onClick: () => fetchPaper(downloadPdf, 'public'),
          },
        ],
      }}
    >
      <Button>{t('report.preview')}</Button>
    </Dropdown>
  )
}

function Draft({ report }: { report: Report }) {
  const t = statisticsText.useText()
  const mayEdit = useMay('statistics.report.edit')
  const maySign = useMay('statistics.report.sign')
  const [asking, setAsking] = useState(false)
  const [heading, setHeading] = useState(false)
  const input = { params: { id: report.id }, body: { version: report.version } }
  const again = useAct(refreshReport, {
    topics,
    onDone: () => tell({ text: t('report.refreshed') }),
  })
  const sign = useAct(signReport, { topics, onDone: () => tell({ text: t('report.signed1') }) })
  return (
    <>
      {mayEdit ? <Button onClick={() => setHeading(true)}>{t('report.head')}</Button> : null}
      {heading ? <PaperHeadDialog report={report} onClose={() => setHeading(false)} /> : null}
      {mayEdit ? (
        <Button
          loading={again.isPending}
          onClick={() => again.mutate(input, { onError: tellFailure })}
        >
          {t('report.refresh')}
        </Button>
      ) : null}
      {maySign ? (
        <Button type="primary" loading={sign.isPending} onClick={() => setAsking(true)}>
          {t('report.sign')}
        </Button>
      ) : null}
      <Modal
        open={asking}
        title={t('report.sign')}
        okText={t('report.sign')}
        onOk={() => {
          setAsking(false)
          sign.mutate(input, { onError: tellFailure })
        }}
        onCancel={() => setAsking(false)}
      >
        {t('report.signAsk')}
      </Modal>
    </>
  )
}

function Signed({ report }: { report: Report }) {
  const t = statisticsText.useText()
  const go = useGo()
  const may = useMay('statistics.report.edit')
  if (!may || report.correctedById) return null
  const correct = async () => {
    try {
      const { kind, lastDay: day, id: correctsId } = report
      const made = await call(createReport, { body: { id: newId(), kind, day, correctsId } })
      refresh(queryClient, topics)
      await go(reportAddress, { params: { reportId: made.id } })
    } catch (error) {
      tellFailure(error as Error)
    }
  }
  return <Button onClick={() => void correct()}>{t('report.correct')}</Button>
}

/** What stands against signing, in words. */
function Findings({ report }: { report: Report }) {
  const t = statisticsText.useText()
  const { findings, missingGlyphs, typedNumbers } = report
  if (findings.length + missingGlyphs.length + typedNumbers.length === 0) return null
  return (
    <ul className="st-findings">
      {findings.map(({ code, severity, text }) => (
        <li key={code}>
          {report.state === 'draft' && code.endsWith('.missing') ? (
            // What a draft still lacks is to be done, not wrong.
            <StateWord tone="wait">{t('report.beforeSigning', { lack: said(text) })}</StateWord>
          ) : (
            <StateWord tone={severity === 'error' ? 'gap' : 'warn'}>{said(text)}</StateWord>
          )}
        </li>
      ))}
      {missingGlyphs.length > 0 ? (
        <li>
          <StateWord tone="gap">{t('report.glyphs', { list: missingGlyphs.join('') })}</StateWord>
        </li>
      ) : null}
      {typedNumbers.length > 0 ? (
        <li>
          <StateWord tone="warn">
            {t('report.typed', { count: typedNumbers.length, list: typedNumbers.join(listMark()) })}
          </StateWord>
        </li>
      ) : null}
    </ul>
  )
}
