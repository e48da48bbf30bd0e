import type { z } from 'zod'
import { call } from '../../../../platform/ui/api.ts'
import { SwitchField, TextField } from '../../../../platform/ui/kit/fields.tsx'
import { RecordDialog } from '../../../../platform/ui/kit/RecordDialog.tsx'
import { tell } from '../../../../platform/ui/kit/Undo.tsx'
import { kit } from '../../../../platform/ui/kit-text.ts'
import { renameArea, type TerritoryArea } from '../../contract/area.ts'
import { identityText } from '../text.ts'
import { readAgain } from './territory.ts'

interface EditAreaDialogProps {
  readonly area: TerritoryArea
  readonly onClose: () => void
}

/** Another name or code; agencies that are called as the area is go with it unless told. */
export function EditAreaDialog({ area, onClose }: EditAreaDialogProps) {
  const t = identityText.useText()
  const k = kit.useText()
  const schema = renameArea.body
  if (!schema) return null
  const { id, name, nameEn, code, version } = area
  const params = { id }
  const namedAlike = area.agencies.some((agency) => agency.name === name)
  const submit = async (body: z.output<typeof schema>) => {
    const { withAgencies } = body
    const after = await call(renameArea, { params, body })
    readAgain()
    const before = { version: after.version, name, nameEn, code, withAgencies }
    tell({
      text: t('territory.renamed', { name: after.name }),
      undo: () => call(renameArea, { params, body: before }).finally(readAgain),
    })
  }
  return (
    <RecordDialog
      title={`${t('territory.rename')}・${name}`}
      schema={schema}
      initial={{ name, nameEn, code, withAgencies: namedAlike }}
      toBody={(values) => ({ ...values, version })}
      submit={submit}
      submitLabel={k('form.save')}
      onClose={onClose}
    >
      <TextField name="name" label={t('territory.name')} required max={120} />
      {namedAlike ? <SwitchField name="withAgencies" label={t('territory.withAgencies')} /> : null}
      <TextField name="nameEn" label={t('territory.nameEn')} />
      {area.level === 'station' ? null : (
        <TextField
          name="code"
          label={t('territory.code')}
          max={12}
          extra={t('territory.codeHelp')}
          nullable
        />
      )}
    </RecordDialog>
  )
}
