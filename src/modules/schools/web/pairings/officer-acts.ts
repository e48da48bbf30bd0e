import { call } from '../../../../platform/ui/api.ts'
import { queryClient, refresh, useAct } from '../../../../platform/ui/api-queries.ts'
import { now } from '../../../../platform/ui/clock.ts'
import { tell, tellFailure } from '../../../../platform/ui/kit/Undo.tsx'
import { newId } from '../../../../platform/ui/new-id.ts'
import { useMay } from '../../../../platform/ui/viewer.ts'
import { isoDay } from '../../../../platform/ui/wall-time.ts'
import {
  approveOfficer,
  endOfficer,
  type LinkedOfficer,
  proposeOfficer,
} from '../../contract/linked-officer.ts'
import { schoolsText } from '../text.ts'

const topics = ['schools.linkedOfficer'] as const

/** What is withdrawn is over for good; it is entered anew, and approved where it was. */
async function enterAgain({ schoolId, person, state, ...link }: LinkedOfficer): Promise<void> {
  const { kind, termId, startsOn, endsOn, noticePhone } = link
  const { personId } = person
  const body = { id: newId(), personId, kind, termId, startsOn, endsOn, noticePhone }
  const { id, version } = await call(proposeOfficer, { params: { schoolId }, body })
  if (state === 'approved') {
    await call(approveOfficer, { params: { linkId: id }, body: { version } })
  }
  refresh(queryClient, topics)
}

/** What may be done with a link, on the page of its school and on the list of a term alike. */
export function useOfficerActs(link: LinkedOfficer) {
  const t = schoolsText.useText()
  const mayApprove = useMay('schools.link.approve')
  const mayEnd = useMay('schools.link.edit')
  const today = isoDay(now())
  const { state, version } = link
  const isWithdrawal = state === 'proposed' || link.startsOn > today
  const approve = useAct(approveOfficer, {
    topics,
    onDone: ({ startsOn }) => tell({ text: t('officer.approvedDone', { day: startsOn }) }),
  })
  const end = useAct(endOfficer, { topics })
  // Told with the link as it was on the click: by the reply it may stand as ended on the screen.
  const tellEnded = () => {
    const text = t(isWithdrawal ? 'officer.withdrawnDone' : 'officer.endedDone')
    const mayRestore = isWithdrawal && (state === 'proposed' || mayApprove)
    tell({ text, ...(mayRestore ? { undo: () => enterAgain(link) } : {}) })
  }
  const params = { linkId: link.id }
  return {
    mayApprove: mayApprove && state === 'proposed',
    mayEnd: mayEnd && state !== 'ended',
    endWord: t(isWithdrawal ? 'officer.withdraw' : 'officer.end'),
    approve: () => approve.mutate({ params, body: { version } }, { onError: tellFailure }),
    end: () =>
      void end
        .mutateAsync({ params, body: { version, endsOn: today } })
        .then(tellEnded, tellFailure),
  }
}
