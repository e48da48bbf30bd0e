import type { ReactNode } from 'react'
import { ChoiceField, NumberField } from '../../../../platform/ui/kit/fields.tsx'
import { coordinateSystems } from '../../contract/position.ts'
import { schoolsText } from '../text.ts'

interface PositionFieldsProps {
  readonly required?: boolean
  /** What a moved position changes; that of a gate unless told. */
  readonly help?: ReactNode
}

/** Longitude and latitude, and from which map they were read: a wrong datum moves 360 m. */
export function PositionFields({ required = false, help }: PositionFieldsProps) {
  const t = schoolsText.useText()
  return (
    <div className="ay-form-columns">
      <NumberField
        name="lon"
        label={t('field.lon')}
        required={required}
        min={-180}
        max={180}
        step={0.0001}
      />
      <NumberField
        name="lat"
        label={t('field.lat')}
        required={required}
        min={-90}
        max={90}
        step={0.0001}
      />
      <ChoiceField
        name="system"
        label={t('field.system')}
        extra={help ?? t('form.positionHelp')}
        choices={coordinateSystems.map((system) => ({
          value: system,
          label: t(`system.${system}`),
        }))}
      />
    </div>
  )
}
