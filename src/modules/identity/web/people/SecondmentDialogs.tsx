import { Form, Select } from 'antd'
import { useState } from 'react'
import { z } from 'zod'
import { Day } from '../../../../platform/contract/id.ts'
import { call } from '../../../../platform/ui/api.ts'
import { queryClient, refresh, useRead } from '../../../../platform/ui/api-queries.ts'
import { now } from '../../../../platform/ui/clock.ts'
import { DayField, TextField } from '../../../../platform/ui/kit/fields.tsx'
import { RecordDialog } from '../../../../platform/ui/kit/RecordDialog.tsx'
import { tell } from '../../../../platform/ui/kit/Undo.tsx'
import { newId } from '../../../../platform/ui/new-id.ts'
import { useTypedWords } from '../../../../platform/ui/typed-words.ts'
import { isoDay, movedDay } from '../../../../platform/ui/wall-time.ts'
import { listAgencies } from '../../contract/agency.ts'
import { listPeople } from '../../contract/person.ts'
import {
  addSecondment,
  endSecondment,
  NewSecondment,
  type Secondment,
} from '../../contract/secondment.ts'
import { identityText } from '../text.ts'

const topics = ['identity.person'] as const
const agenciesMax = 500
const peopleMax = 40

/** A person is named with the county that the row lies in: other rows bear the same id. */
const Fields = z
  .object({
    home: z.string(),
    agencyId: NewSecondment.shape.agencyId,
    startsOn: Day,
    endsOn: Day.nullable(),
    reason: NewSecondment.shape.reason,
  })
  .refine(({ startsOn, endsOn }) => endsOn === null || endsOn >= startsOn, {
    message: 'endsBeforeStart',
    path: ['endsOn'],
  })

export function SecondmentDialog({ onClose }: { onClose: () => void }) {
  const t = identityText.useText()
  const [id] = useState(newId)
  const submit = async ({ home, ...given }: z.output<typeof Fields>) => {
    const [homeCountyId = '', personId = ''] = home.split(' ')
    const body = { id, personId, homeCountyId, ...given }
    const { personName } = await call(addSecondment, { body })
    refresh(queryClient, topics)
    tell({ text: t('secondment.added', { name: personName }) })
  }
  return (
    <RecordDialog
      title={t('secondment.add')}
      schema={Fields}
      words={{ endsBeforeStart: t('secondment.endsBeforeStart') }}
      initial={{ startsOn: isoDay(now()), endsOn: null, reason: '' }}
      submit={submit}
      submitLabel={t('secondment.add')}
      onClose={onClose}
    >
      <HomePersonField />
      <HostAgencyField />
      <div className="ay-form-columns">
        <DayField name="startsOn" label={t('secondment.from')} required />
        <DayField name="endsOn" label={t('secondment.until')} />
      </div>
      <TextField name="reason" label={t('secondment.reason')} required max={200} />
    </RecordDialog>
  )
}

/** Somebody at home in the scope, by name, pinyin or initials. */
function HomePersonField() {
  const t = identityText.useText()
  const [search, type] = useTypedWords()
  const { data, isFetching } = useRead(
    listPeople,
    { query: { limit: peopleMax, active: 'true', ...(search === '' ? {} : { search }) } },
    { keepLast: true },
  )
  const atHome = (data?.rows ?? []).filter(({ homeCountyId }) => homeCountyId === null)
  return (
    <Form.Item name="home" label={t('secondment.person')} required>
      <Select
        showSearch={{ filterOption: false, onSearch: type }}
        loading={isFetching}
        options={atHome.map(({ id, countyId, name, agencyName }) => ({
          value: `${countyId} ${id}`,
          label: `${name}・${agencyName}`,
        }))}
      />
    </Form.Item>
  )
}

function HostAgencyField() {
  const t = identityText.useText()
  const { data } = useRead(listAgencies, { query: { limit: agenciesMax, kind: 'police' } })
  return (
    <Form.Item name="agencyId" label={t('secondment.agency')} required>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        options={(data?.rows ?? []).map(({ id, name, areaName }) => ({
          value: id,
          label: name === areaName ? name : `${name}・${areaName}`,
        }))}
      />
    </Form.Item>
  )
}

interface EndSecondmentDialogProps {
  readonly secondment: Secondment
  readonly onClose: () => void
}

export function EndSecondmentDialog({ secondment, onClose }: EndSecondmentDialogProps) {
  const t = identityText.useText()
  const { id, startsOn, personName } = secondment
  const lastDay = secondment.endsOn
  const today = isoDay(now())
  const isComing = startsOn > today
  // The day before the first withdraws it.
  const earliest = isComing ? movedDay(startsOn, -1) : startsOn
  const schema = z.object({
    endsOn: Day.refine((day) => day >= earliest, { message: 'endsBeforeStart' }).refine(
      (day) => lastDay === null || day <= lastDay,
      { message: 'endsLater' },
    ),
  })
  const submit = async (body: z.output<typeof schema>) => {
    await call(endSecondment, { params: { id }, body })
    refresh(queryClient, topics)
    tell({ text: t('secondment.ended') })
  }
  return (
    <RecordDialog
      title={`${t('secondment.end')}・${personName}`}
      schema={schema}
      words={{
        endsBeforeStart: t('secondment.endsTooEarly', { day: earliest }),
        endsLater: t('secondment.endsLater'),
      }}
      initial={{ endsOn: isComing ? earliest : today }}
      submit={submit}
      submitLabel={t('secondment.end')}
      note={t(isComing ? 'secondment.withdrawNote' : 'secondment.endNote')}
      onClose={onClose}
    >
      <DayField name="endsOn" label={t('secondment.lastDay')} required />
    </RecordDialog>
  )
}
