import { Button } from 'antd'
import { useGo } from '../../../../platform/ui/address.ts'
import { useRead } from '../../../../platform/ui/api-queries.ts'
import { grouped } from '../../../../platform/ui/text.ts'
import { useMay } from '../../../../platform/ui/viewer.ts'
import { expiringCertificates } from '../../contract/staff.ts'
import { certificatesAddress } from '../addresses.ts'
import { schoolsText } from '../text.ts'
import { certificateNoticeDays } from './CertificateDay.tsx'

/** How many certificates are due, and the way to them; in its place before they are counted. */
export function CertificatesButton() {
  const t = schoolsText.useText()
  const go = useGo()
  const mayRead = useMay('schools.staff.read')
  const due = useRead(
    expiringCertificates,
    { query: { withinDays: certificateNoticeDays, limit: 1 } },
    { topics: ['schools.staff'], enabled: mayRead },
  ).data
  if (!mayRead) return null
  return (
    <Button onClick={() => void go(certificatesAddress, {})}>
      {t('certificate.count', { count: due ? grouped(due.total) : '…' })}
    </Button>
  )
}
