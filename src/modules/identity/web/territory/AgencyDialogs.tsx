import { useState } from 'react'
import type { z } from 'zod'
import { call } from '../../../../platform/ui/api.ts'
import { ChoiceField, TextField } from '../../../../platform/ui/kit/fields.tsx'
import { RecordDialog } from '../../../../platform/ui/kit/RecordDialog.tsx'
import { tell } from '../../../../platform/ui/kit/Undo.tsx'
import { kit } from '../../../../platform/ui/kit-text.ts'
import { newId } from '../../../../platform/ui/new-id.ts'
import {
  AgencyChange,
  addAgency,
  agencyKinds,
  NewAgency,
  removeAgency,
  renameAgency,
} from '../../contract/agency.ts'
import type { TerritoryArea } from '../../contract/area.ts'
import { identityText } from '../text.ts'
import { readAgain } from './territory.ts'

/** A school is entered in the register of schools, which makes its agency. */
const enteredKinds = agencyKinds.filter((kind) => kind !== 'school')

interface AddAgencyDialogProps {
  readonly area: TerritoryArea
  readonly onClose: () => void
}

export function AddAgencyDialog({ area, onClose }: AddAgencyDialogProps) {
  const t = identityText.useText()
  const [id] = useState(newId)
  const submit = async (body: z.output<typeof NewAgency>) => {
    const { name } = await call(addAgency, { body })
    readAgain()
    tell({
      text: t('territory.added', { name }),
      undo: () => call(removeAgency, { params: { id } }).finally(readAgain),
    })
  }
  return (
    <RecordDialog
      title={`${t('territory.addAgency')}・${area.name}`}
      schema={NewAgency}
      initial={{ kind: 'police', name: '' }}
      toBody={({ code, ...values }) => ({
        ...values,
        ...(code ? { code } : {}),
        id,
        areaId: area.id,
      })}
      submit={submit}
      submitLabel={t('territory.addAgency')}
      onClose={onClose}
    >
      <ChoiceField
        name="kind"
        label={t('territory.kind')}
        choices={enteredKinds.map((value) => ({ value, label: t(`territory.kindOf.${value}`) }))}
      />
      <TextField name="name" label={t('territory.name')} required max={120} />
      <TextField name="code" label={t('territory.agencyCode')} max={20} />
    </RecordDialog>
  )
}

interface EditAgencyDialogProps {
  readonly agency: TerritoryArea['agencies'][number]
  readonly onClose: () => void
}

export function EditAgencyDialog({ agency, onClose }: EditAgencyDialogProps) {
  const t = identityText.useText()
  const k = kit.useText()
  const { id, name, code, version } = agency
  const params = { id }
  const submit = async (body: z.output<typeof AgencyChange>) => {
    const after = await call(renameAgency, { params, body })
    readAgain()
    const before = { version: after.version, name, code }
    tell({
      text: t('territory.renamed', { name: after.name }),
      undo: () => call(renameAgency, { params, body: before }).finally(readAgain),
    })
  }
  return (
    <RecordDialog
      title={`${t('territory.rename')}・${name}`}
      schema={AgencyChange}
      initial={{ name, code }}
      toBody={(values) => ({ ...values, version })}
      submit={submit}
      submitLabel={k('form.save')}
      onClose={onClose}
    >
      <TextField name="name" label={t('territory.name')} required max={120} />
      <TextField name="code" label={t('territory.agencyCode')} max={20} nullable />
    </RecordDialog>
  )
}
