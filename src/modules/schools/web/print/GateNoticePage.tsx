import { Button } from 'antd'
import { hrefOf, useParamsOf } from '../../../../platform/ui/address.ts'
import { useRead } from '../../../../platform/ui/api-queries.ts'
import { PageLink } from '../../../../platform/ui/kit/PageLink.tsx'
import { Read } from '../../../../platform/ui/kit/ReadStates.tsx'
import { getGateNotice } from '../../contract/gate-notice.ts'
import { gateNoticeAddress, postedNoticeAddress, schoolAddress } from '../addresses.ts'
import { schoolsText } from '../text.ts'
import { NoticeSheet } from './NoticeSheet.tsx'
import './print.css'

/** 一校一警公示: who keeps this school safe, on one sheet for the gate. */
export default function GateNoticePage() {
  const t = schoolsText.useText()
  const { schoolId } = useParamsOf(gateNoticeAddress)
  const query = useRead(getGateNotice, { params: { schoolId } }, { topics: ['schools.*'] })
  return (
    <div className="sp-page" data-theme="light">
      <nav className="ay-no-print sp-tools">
        <PageLink to={schoolAddress} target={{ params: { schoolId } }}>
          ← {query.data?.schoolName ?? ''}
        </PageLink>
        <Button type="primary" onClick={() => window.print()}>
          {t('notice.print')}
        </Button>
      </nav>
      <Read query={query}>
        {(notice) => <NoticeSheet notice={notice} address={postedAt(schoolId, notice.proof)} />}
      </Read>
    </div>
  )
}

/** Whoever scans the code reads the same sheet as it is today, without signing in. */
const postedAt = (schoolId: string, proof: string): string =>
  new URL(hrefOf(postedNoticeAddress, { params: { schoolId, proof } }), window.location.origin).href
