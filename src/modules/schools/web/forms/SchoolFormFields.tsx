import {
  ChoiceField,
  NumberField,
  SwitchField,
  TagsField,
  TextField,
} from '../../../../platform/ui/kit/fields.tsx'
import type { School, SchoolFields } from '../../contract/school.ts'
import { ownerships, schoolKinds, schoolStages } from '../../contract/school.ts'
import { schoolsText } from '../text.ts'
import { PositionFields } from './PositionFields.tsx'
import { positionOf, positionValues } from './position-fields.ts'

/** What the form of a school starts with. */
export const schoolValues = (school: School | undefined): Record<string, unknown> => ({
  name: school?.name ?? '',
  nameEn: school?.nameEn ?? '',
  code: school?.code ?? null,
  temporaryCode: school?.temporaryCode ?? null,
  kind: school?.kind ?? 'primary',
  stages: school?.stages ?? [],
  ownership: school?.ownership ?? 'public',
  boarding: school?.boarding ?? false,
  enrolment: school?.enrolment ?? null,
  boarders: school?.boarders ?? null,
  staffCount: school?.staffCount ?? null,
  classes: school?.classes ?? null,
  town: school?.town ?? '',
  address: school?.address ?? '',
  tags: school?.tags ?? [],
  ...positionValues(school?.position ?? null),
})

/** From the fields of the form to those of the contract. */
export function schoolBody(
  { lon, lat, system, stages, ...fields }: Record<string, unknown>,
  school: School | undefined,
): Partial<Record<keyof SchoolFields, unknown>> {
  // Stages that nobody touched are not said: they follow the kind.
  const isTouched = String(stages) !== String(school?.stages ?? [])
  return {
    ...fields,
    ...(isTouched ? { stages } : {}),
    position: positionOf({ lon, lat, system } as never, school?.position ?? null),
  }
}

/** What the register knows to be wrong with a code, in words. */
export function useSchoolWords(): Readonly<Record<string, string>> {
  const t = schoolsText.useText()
  return {
    notTenDigits: t('form.code.notTenDigits'),
    unknownCategory: t('form.code.unknownCategory'),
    unknownProvince: t('form.code.unknownProvince'),
  }
}

/** Fields of a school's record, the same for a new one and a change. */
export function SchoolFormFields() {
  const t = schoolsText.useText()
  const people = t('unit.people')
  return (
    <>
      <h2>{t('form.identity')}</h2>
      <div className="ay-form-columns">
        <TextField name="name" label={t('field.name')} required max={120} />
        <TextField name="nameEn" label={t('field.nameEn')} max={240} />
        <ChoiceField
          name="kind"
          label={t('field.kind')}
          choices={schoolKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
        />
        <ChoiceField
          name="stages"
          label={t('field.stages')}
          extra={t('form.stagesHelp')}
          many
          clearable
          choices={schoolStages.map((stage) => ({ value: stage, label: t(`stage.${stage}`) }))}
        />
        <ChoiceField
          name="ownership"
          label={t('field.ownership')}
          choices={ownerships.map((value) => ({ value, label: t(`ownership.${value}`) }))}
        />
        <TextField
          name="code"
          label={t('field.code')}
          extra={t('form.codeHelp')}
          max={10}
          nullable
        />
        <TextField name="temporaryCode" label={t('field.temporaryCode')} max={30} nullable />
        <TagsField name="tags" label={t('field.tags')} />
      </div>
      <h2>{t('form.size')}</h2>
      <div className="ay-form-columns">
        <NumberField name="enrolment" label={t('field.enrolment')} min={0} unit={people} />
        <NumberField name="staffCount" label={t('field.staffCount')} min={0} unit={people} />
        <NumberField name="classes" label={t('field.classes')} min={0} unit={t('unit.classes')} />
        <SwitchField name="boarding" label={t('field.boarding')} />
        <NumberField name="boarders" label={t('field.boarders')} min={0} unit={people} />
      </div>
      <h2>{t('form.place')}</h2>
      <div className="ay-form-columns">
        <TextField name="town" label={t('field.town')} max={60} />
        <TextField name="address" label={t('field.address')} max={240} />
      </div>
      <PositionFields />
    </>
  )
}
