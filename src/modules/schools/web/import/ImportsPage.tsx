import { Button } from 'antd'
import { useState } from 'react'
import { useGo } from '../../../../platform/ui/address.ts'
import { DataTable } from '../../../../platform/ui/kit/DataTable.tsx'
import { PageHead } from '../../../../platform/ui/kit/Panel.tsx'
import { usePages } from '../../../../platform/ui/kit/paging.ts'
import { Empty } from '../../../../platform/ui/kit/ReadStates.tsx'
import { StateTag } from '../../../../platform/ui/kit/StateMark.tsx'
import type { Tone } from '../../../../platform/ui/theme/tokens.ts'
import { shown } from '../../../../platform/ui/wall-time.ts'
import { type ImportRun, listImports } from '../../contract/import.ts'
import { importAddress } from '../addresses.ts'
import { schoolsText } from '../text.ts'
import { UploadDialog } from './UploadDialog.tsx'

const toneOf: Readonly<Record<ImportRun['state'], Tone>> = {
  received: 'wait',
  checked: 'warn',
  committed: 'ok',
  undone: 'off',
  dropped: 'off',
}

/** Tables handed in, what became of them, and a new one. */
export default function ImportsPage() {
  const t = schoolsText.useText()
  const go = useGo()
  const [open, setOpen] = useState(false)
  const { query, paging } = usePages(listImports, {}, ['schools.*'])
  const start = (
    <Button type="primary" onClick={() => setOpen(true)}>
      {t('import.start')}
    </Button>
  )
  return (
    <div className="ay-page ay-page-full">
      <PageHead title={t('import.title')} actions={start} />
      <div className="ay-page-body">
        <DataTable
          id="schools.imports"
          caption={t('import.caption')}
          columns={[
            {
              key: 'file',
              title: t('import.file'),
              cell: ({ fileName }) => <strong>{fileName}</strong>,
            },
            {
              key: 'subject',
              title: t('import.subject'),
              cell: ({ subject }) => t(`import.subjectOf.${subject}`),
            },
            { key: 'area', title: t('import.area'), cell: ({ areaName }) => areaName },
            { key: 'by', title: t('import.by'), cell: ({ person }) => person?.name },
            {
              key: 'at',
              title: t('import.at'),
              cell: ({ startedAt }) => shown(startedAt, 'dayTime'),
            },
            { key: 'counts', title: t('import.counts'), cell: (run) => <Counts run={run} /> },
            {
              key: 'state',
              title: t('import.state'),
              cell: ({ state }) => (
                <StateTag tone={toneOf[state]}>{t(`import.stateOf.${state}`)}</StateTag>
              ),
            },
          ]}
          query={query}
          paging={paging}
          rowKey={({ id }) => id}
          onOpen={({ id }) => void go(importAddress, { params: { runId: id } })}
          empty={
            <Empty title={t('import.none')} action={start}>
              {t('import.noneHelp')}
            </Empty>
          }
        />
      </div>
      {open ? (
        <UploadDialog
          onClose={() => setOpen(false)}
          onUploaded={(runId) => void go(importAddress, { params: { runId } })}
        />
      ) : null}
    </div>
  )
}

function Counts({ run: { counts } }: { run: ImportRun }) {
  const t = schoolsText.useText()
  if (!counts) return null
  return (['new', 'changed', 'merged', 'errors'] as const)
    .filter((name) => counts[name] > 0)
    .map((name) => `${t(`import.count.${name}`)} ${counts[name]}`)
    .join('・')
}
