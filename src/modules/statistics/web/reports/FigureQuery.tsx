import { Button } from 'antd'
import { useId, useState } from 'react'
import { useRead } from '../../../../platform/ui/api-queries.ts'
import { Read } from '../../../../platform/ui/kit/ReadStates.tsx'
import { StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import { listMark } from '../../../../platform/ui/text.ts'
import { readFigureQuery } from '../../contract/report.ts'
import { statisticsText } from '../text.ts'

interface FigureQueryProps {
  readonly reportId: string
  readonly figureKey: string
}

/** The query that made a figure, for whoever wants to ask it again; closed until it is wanted. */
export function FigureQuery({ reportId, figureKey }: FigureQueryProps) {
  const t = statisticsText.useText()
  const id = useId()
  const [open, setOpen] = useState(false)
  return (
    <section className="st-query">
      <Button
        size="small"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen((was) => !was)}
      >
        {t(open ? 'query.hide' : 'query.show')}
      </Button>
      <div id={id}>{open ? <Asked reportId={reportId} figureKey={figureKey} /> : null}</div>
    </section>
  )
}

function Asked({ reportId, figureKey }: FigureQueryProps) {
  const t = statisticsText.useText()
  const query = useRead(readFigureQuery, {
    params: { id: reportId },
    query: { key: figureKey },
  })
  return (
    <Read query={query} rows={4}>
      {({ texts, parameters, formulaVersion, presentVersion, formulaChanged }) => (
        <>
          <p className="ay-note">{t('query.version', { version: formulaVersion })}</p>
          {formulaChanged ? (
            <StateWord tone="warn">{t('query.changed', { version: presentVersion })}</StateWord>
          ) : null}
          {texts.length === 0 ? (
            <p className="ay-note">{t('query.unknown')}</p>
          ) : (
            <p className="ay-note">{parameterWords(parameters)}</p>
          )}
          {texts.map((text) => (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a long query is scrolled by keys
            <pre key={text} tabIndex={0}>
              {text}
            </pre>
          ))}
        </>
      )}
    </Read>
  )
}

const parameterWords = (parameters: readonly (string | null)[]): string =>
  parameters.map((value, at) => `$${at + 1} = ${value ?? 'null'}`).join(listMark())
