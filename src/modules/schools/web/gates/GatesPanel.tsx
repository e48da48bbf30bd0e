import { Button } from 'antd'
import { useState } from 'react'
import { useRead } from '../../../../platform/ui/api-queries.ts'
import { Panel } from '../../../../platform/ui/kit/Panel.tsx'
import { Empty, Read } from '../../../../platform/ui/kit/ReadStates.tsx'
import { useMay } from '../../../../platform/ui/viewer.ts'
import { type Campus, type Gate, listCampuses } from '../../contract/gate.ts'
import { schoolsText } from '../text.ts'
import { CampusDialog } from './CampusDialog.tsx'
import { GateDialog } from './GateDialog.tsx'
import { type GateActs, GateTable } from './GateTable.tsx'
import { RenewKeyDialog } from './RenewKeyDialog.tsx'

type Open =
  | { readonly gate: Gate | undefined }
  | { readonly campus: Campus | undefined }
  | { readonly keyOf: Gate }
  | null

interface GatesPanelProps {
  readonly schoolId: string
  readonly gates: ReturnType<typeof useRead<{ schoolId: string }, undefined, undefined, Gate[]>>
}

/** Gates with their positions, under their campuses where a school has any. */
export function GatesPanel({ schoolId, gates }: GatesPanelProps) {
  const t = schoolsText.useText()
  const mayEdit = useMay('schools.place.edit')
  const [open, setOpen] = useState<Open>(null)
  const params = { schoolId }
  const campuses = useRead(listCampuses, { params }, { topics: ['schools.*'] })
  const acts: GateActs = {
    edit: (gate) => setOpen({ gate }),
    renew: (keyOf) => setOpen({ keyOf }),
    editCampus: (campus) => setOpen({ campus }),
  }
  return (
    <Panel
      title={t('gate.title')}
      flush
      actions={
        mayEdit ? (
          <>
            <Button onClick={() => setOpen({ campus: undefined })}>{t('campus.add')}</Button>
            <Button onClick={() => setOpen({ gate: undefined })}>{t('gate.add')}</Button>
          </>
        ) : undefined
      }
    >
      <Read query={gates}>
        {(all) => (
          <Read query={campuses}>
            {(known) =>
              all.length === 0 && known.length === 0 ? (
                <Empty title={t('overview.noGate')} />
              ) : (
                <GateTable gates={all} campuses={known} acts={mayEdit ? acts : undefined} />
              )
            }
          </Read>
        )}
      </Read>
      <OpenDialog
        schoolId={schoolId}
        campuses={campuses.data ?? []}
        open={open}
        onClose={() => setOpen(null)}
      />
    </Panel>
  )
}

interface OpenDialogProps {
  readonly schoolId: string
  readonly campuses: readonly Campus[]
  readonly open: Open
  readonly onClose: () => void
}

function OpenDialog({ schoolId, campuses, open, onClose }: OpenDialogProps) {
  if (open === null) return null
  if ('keyOf' in open) return <RenewKeyDialog gate={open.keyOf} onClose={onClose} />
  return 'campus' in open ? (
    <CampusDialog schoolId={schoolId} campus={open.campus} onClose={onClose} />
  ) : (
    <GateDialog schoolId={schoolId} gate={open.gate} campuses={campuses} onClose={onClose} />
  )
}
