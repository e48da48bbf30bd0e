import { ChoiceField, NumberField } from '../../../../platform/ui/kit/fields.tsx'
import { coordinateSystems } from '../../contract/position.ts'
import { schoolsText } from '../text.ts'

/** Longitude and latitude, and from which map they were read: a wrong datum moves 360 m. */
export function PositionFields() {
  const t = schoolsText.useText()
  return (
    <div className="ay-form-columns">
      <NumberField name="lon" label={t('field.lon')} min={-180} max={180} step={0.0001} />
      <NumberField name="lat" label={t('field.lat')} min={-90} max={90} step={0.0001} />
      <ChoiceField
        name="system"
        label={t('field.system')}
        extra={t('form.positionHelp')}
        choices={coordinateSystems.map((system) => ({
          value: system,
          label: t(`system.${system}`),
        }))}
      />
    </div>
  )
}
