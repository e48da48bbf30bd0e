import { StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import { movedDay, useToday } from '../../../../platform/ui/wall-time.ts'
import type { Staff } from '../../contract/staff.ts'
import { schoolsText } from '../text.ts'

/** From so many days before its end on a certificate is among those that are due. */
export const certificateNoticeDays = 60

/** Until when a certificate holds, marked from the day on which it is due. */
export function CertificateDay({ staff }: { staff: Staff }) {
  const t = schoolsText.useText()
  const today = useToday()
  const { certificateExpiresOn: until } = staff
  if (!until) return t('value.none')
  if (until < today) {
    return (
      <StateWord tone="gap">
        {until} {t('staff.expired')}
      </StateWord>
    )
  }
  return until <= movedDay(today, certificateNoticeDays) ? (
    <StateWord tone="warn">
      {until} {t('staff.expiring')}
    </StateWord>
  ) : (
    until
  )
}
