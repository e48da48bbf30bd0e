import type { z } from 'zod'
import { call } from '../../../../platform/ui/api.ts'
import { queryClient, refresh, useRead } from '../../../../platform/ui/api-queries.ts'
import { ChoiceField } from '../../../../platform/ui/kit/fields.tsx'
import { RecordDialog } from '../../../../platform/ui/kit/RecordDialog.tsx'
import { tell } from '../../../../platform/ui/kit/Undo.tsx'
import { listAreas } from '../../../identity/contract/area.ts'
import { moveSchool, type School } from '../../contract/school.ts'
import { schoolsText } from '../text.ts'

const topics = ['schools.*'] as const
const stationsMax = 200

async function moveBack(school: School, version: number): Promise<void> {
  const body = { version, withinAreaId: school.stationAreaId ?? school.countyId }
  await call(moveSchool, { params: { schoolId: school.id }, body })
  refresh(queryClient, topics)
}

/** Hands a school with all that belongs to it to another station of its county. */
export function MoveDialog({ school, onClose }: { school: School; onClose: () => void }) {
  const t = schoolsText.useText()
  const query = { parentId: school.countyId, level: 'station' as const, limit: stationsMax }
  const stations = useRead(listAreas, { query }).data?.rows ?? []
  const schema = moveSchool.body
  if (!schema) return null
  const submit = async (body: z.output<typeof schema>) => {
    const { version, stationName } = await call(moveSchool, {
      params: { schoolId: school.id },
      body,
    })
    refresh(queryClient, topics)
    const text = t('life.moved', { name: school.name, station: stationName ?? '' })
    tell({ text, undo: () => moveBack(school, version) })
  }
  return (
    <RecordDialog
      title={`${t('life.move')}・${school.name}`}
      schema={schema}
      initial={{}}
      toBody={(values) => ({ ...values, version: school.version })}
      submit={submit}
      submitLabel={t('life.move')}
      onClose={onClose}
    >
      <p className="sc-follows">
        {t('life.moveFollows', { station: school.stationName ?? t('value.none') })}
      </p>
      <ChoiceField
        name="withinAreaId"
        label={t('life.moveTo')}
        required
        choices={stations
          .filter(({ id }) => id !== school.stationAreaId)
          .map(({ id, name }) => ({ value: id, label: name }))}
      />
    </RecordDialog>
  )
}
