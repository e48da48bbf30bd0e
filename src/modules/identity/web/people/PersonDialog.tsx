import { Form, Select } from 'antd'
import type { z } from 'zod'
import { call } from '../../../../platform/ui/api.ts'
import { queryClient, refresh, useRead } from '../../../../platform/ui/api-queries.ts'
import { ChoiceField, NumberField, TextField } from '../../../../platform/ui/kit/fields.tsx'
import { RecordDialog } from '../../../../platform/ui/kit/RecordDialog.tsx'
import { tell } from '../../../../platform/ui/kit/Undo.tsx'
import { kit } from '../../../../platform/ui/kit-text.ts'
import { listAgencies } from '../../contract/agency.ts'
import {
  addPerson,
  dutyRoles,
  NewPerson,
  type Person,
  PersonChange,
  updatePerson,
} from '../../contract/person.ts'
import { skills } from '../../contract/skill.ts'
import { identityText } from '../text.ts'

const agenciesMax = 500

function Fields() {
  const t = identityText.useText()
  const agencies =
    useRead(listAgencies, { query: { limit: agenciesMax } }, { topics: ['identity.area'] }).data
      ?.rows ?? []
  return (
    <div className="ay-form-columns">
      <TextField name="name" label={t('people.name')} required max={40} />
      <ChoiceField
        name="dutyRole"
        label={t('people.part')}
        choices={dutyRoles.map((value) => ({ value, label: t(`dutyRole.${value}`) }))}
      />
      <Form.Item name="agencyId" label={t('people.agency')} required>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={agencies.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <TextField name="badge" label={t('people.badge')} max={20} nullable />
      <NumberField name="maxDutiesPerWeek" label={t('people.max')} min={0} max={21} />
      <ChoiceField
        name="skills"
        label={t('people.skills')}
        choices={skills.map((value) => ({ value, label: t(`skill.${value}`) }))}
        many
      />
    </div>
  )
}

interface PersonDialogProps {
  /** Absent: a new person. */
  readonly person?: Person
  readonly onClose: () => void
}

export function PersonDialog({ person, onClose }: PersonDialogProps) {
  return person ? <EditPerson person={person} onClose={onClose} /> : <AddPerson onClose={onClose} />
}

function AddPerson({ onClose }: { onClose: () => void }) {
  const t = identityText.useText()
  const submit = async (body: z.output<typeof NewPerson>) => {
    const { name } = await call(addPerson, { body })
    refresh(queryClient, ['identity.person'])
    tell({ text: t('people.added', { name }) })
  }
  return (
    <RecordDialog
      title={t('people.add')}
      schema={NewPerson}
      initial={{ name: '', dutyRole: 'police', badge: null, maxDutiesPerWeek: 10, skills: [] }}
      toBody={(values, id) => ({ ...values, id })}
      submit={submit}
      submitLabel={t('people.add')}
      onClose={onClose}
    >
      <Fields />
    </RecordDialog>
  )
}

function EditPerson({ person, onClose }: { person: Person; onClose: () => void }) {
  const t = identityText.useText()
  const k = kit.useText()
  const { name, dutyRole, agencyId, badge, maxDutiesPerWeek, version } = person
  const submit = async (body: z.output<typeof PersonChange>) => {
    await call(updatePerson, { params: { id: person.id }, body })
    refresh(queryClient, ['identity.person'])
    tell({ text: t('people.saved') })
  }
  return (
    <RecordDialog
      title={`${t('people.edit')}・${name}`}
      schema={PersonChange}
      initial={{ name, dutyRole, agencyId, badge, maxDutiesPerWeek, skills: person.skills }}
      toBody={(values) => ({ ...values, version })}
      submit={submit}
      submitLabel={k('form.save')}
      onClose={onClose}
    >
      <Fields />
    </RecordDialog>
  )
}
