import { useParamsOf } from '../../../../platform/ui/address.ts'
import { useRead } from '../../../../platform/ui/api-queries.ts'
import { Read } from '../../../../platform/ui/kit/ReadStates.tsx'
import { readPostedNotice } from '../../contract/gate-notice.ts'
import { postedNoticeAddress } from '../addresses.ts'
import { NoticeSheet } from './NoticeSheet.tsx'
import './print.css'

/** What the code on a notice at a gate opens: the notice as it is today. */
export default function PostedNoticePage() {
  const { schoolId, proof } = useParamsOf(postedNoticeAddress)
  const query = useRead(readPostedNotice, { params: { schoolId, proof } })
  return (
    <main className="sp-page" data-theme="light">
      <Read query={query}>{(notice) => <NoticeSheet notice={notice} />}</Read>
    </main>
  )
}
