import {
  ChoiceField,
  DayField,
  SwitchField,
  TextField,
} from '../../../../platform/ui/kit/fields.tsx'
import { guardSources, type StaffKind } from '../../contract/staff.ts'
import { schoolsText } from '../text.ts'

/** What an entry says of anybody; only a guard is hired by one or the other (保安来源). */
export function StaffFields({ kind }: { kind: StaffKind }) {
  const t = schoolsText.useText()
  return (
    <>
      {kind === 'guard' ? (
        <ChoiceField
          name="source"
          label={t('staff.source')}
          required
          choices={guardSources.map((value) => ({ value, label: t(`staff.sourceOf.${value}`) }))}
        />
      ) : null}
      <DayField name="startsOn" label={t('staff.since')} required />
      <TextField name="certificateNo" label={t('staff.certificateNo')} max={40} nullable />
      <DayField name="certificateExpiresOn" label={t('staff.expires')} />
      <SwitchField name="fullTime" label={t('staff.fullTime')} />
    </>
  )
}
