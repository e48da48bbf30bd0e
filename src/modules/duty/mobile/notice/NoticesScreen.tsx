import { StateTag } from '../../../../platform/ui/kit/StateMark.tsx'
import { useConnection } from '../../../../platform/ui/phone/connection.ts'
import {
  Failed,
  LinkButton,
  Nothing,
  Opening,
  PlainButton,
} from '../../../../platform/ui/phone/controls.tsx'
import { callHeard } from '../../../../platform/ui/phone/kept.ts'
import { go } from '../../../../platform/ui/phone/path.ts'
import { AsOf, Screen } from '../../../../platform/ui/phone/Screen.tsx'
import { say, sayFailure } from '../../../../platform/ui/phone/say.ts'
import { usePermissions } from '../../../../platform/ui/viewer.ts'
import { shown } from '../../../../platform/ui/wall-time.ts'
import { acknowledge, type MyDuty, type MyNotice } from '../../contract/mine.ts'
import { mustAttendLevels } from '../../contract/post.ts'
import { swapStates } from '../../contract/swap.ts'
import { useMine } from '../mine.ts'
import { type DutyTranslate, dutyText } from '../text.ts'
import { CallsToMe } from '../today/CallsToMe.tsx'
import { placeOf } from '../today/check-in.ts'
import '../duty.css'

const ofShifts: readonly MyNotice['kind'][] = ['weekPublished', 'shiftChanged']

/** What was told to me; 收到 is the receipt that the sender sees. */
export default function NoticesScreen() {
  const t = dutyText.useText()
  const mine = useMine()
  const { reachable } = useConnection()
  const notices = mine.value?.notices ?? []
  const unread = notices.filter(({ readAt }) => readAt === null)
  const receive = async (read: readonly MyNotice[]) => {
    const noticeIds = read.map(({ id }) => id)
    // The week's notice speaks of these shifts: who has read it knows them.
    const tellsOfShifts = read.some(({ kind }) => ofShifts.includes(kind))
    const assignmentIds = (mine.value?.shifts ?? [])
      .filter(({ receiptAt }) => tellsOfShifts && receiptAt === null)
      .flatMap(({ assignmentId }) => assignmentId ?? [])
    await callHeard(acknowledge, { body: { noticeIds, assignmentIds } })
    say(t('notice.received'))
    await mine.refresh()
  }
  return (
    <Screen title={t('notice.title')}>
      <AsOf atMs={mine.asOfMs} />
      {mine.opening ? <Opening /> : null}
      {mine.failure && !mine.value ? (
        <Failed error={mine.failure} retry={() => void mine.refresh()} />
      ) : null}
      {mine.value ? <CallsToMe duty={mine.value} refresh={mine.refresh} /> : null}
      {mine.value && notices.length === 0 ? <Nothing>{t('notice.none')}</Nothing> : null}
      {unread.length > 1 ? (
        <PlainButton disabled={!reachable} onPress={() => void receive(unread).catch(sayFailure)}>
          {t('notice.receiveAll', { count: unread.length })}
        </PlainButton>
      ) : null}
      {notices.map((notice) => (
        <NoticeCard
          key={notice.id}
          notice={notice}
          duty={mine.value}
          onReceive={reachable ? () => void receive([notice]).catch(sayFailure) : undefined}
        />
      ))}
    </Screen>
  )
}

function NoticeCard({
  notice,
  duty,
  onReceive,
}: {
  notice: MyNotice
  duty: MyDuty | undefined
  onReceive: (() => void) | undefined
}) {
  const t = dutyText.useText()
  const may = usePermissions()
  const way = wayOf(notice, may)
  return (
    <section className="ph-card">
      <div className="ph-split">
        <h2>{t(`notice.kind.${notice.kind}`)}</h2>
        <span className="ph-caption">{shown(notice.at, 'dayTime')}</span>
      </div>
      <p>{wordsOf(notice, duty, t)}</p>
      <div className="ph-split">
        {way ? <LinkButton onPress={() => go(way.path)}>{t(way.word)}</LinkButton> : <span />}
        {notice.readAt ? (
          <StateTag tone="ok">
            {t('notice.read', { time: shown(notice.readAt, 'dayTime') })}
          </StateTag>
        ) : (
          <PlainButton disabled={!onReceive} onPress={() => onReceive?.()}>
            {t('notice.receive')}
          </PlainButton>
        )}
      </div>
    </section>
  )
}

/** The screen on which something can be done about it, for who may. */
function wayOf({ kind, subjectId }: MyNotice, may: ReturnType<typeof usePermissions>) {
  if (kind === 'patrolGiven') {
    return { path: `/patrol?id=${subjectId}`, word: 'notice.openPatrol' } as const
  }
  if (isOfSwap(kind)) return { path: '/swap', word: 'notice.openSwap' } as const
  if (kind === 'gapOpened') {
    if (may('duty.gap.handle')) {
      return { path: `/gap?id=${subjectId}`, word: 'notice.openGap' } as const
    }
    if (!may('duty.checkIn.confirm')) return null
    return { path: '/confirm', word: 'notice.openPeople' } as const
  }
  return { path: '/shifts', word: 'notice.open' } as const
}

const isOfSwap = (kind: MyNotice['kind']): boolean =>
  kind === 'swapAsked' || kind === 'swapAnswered' || kind === 'swapDecided'

const countOf = (value: unknown): number => (typeof value === 'number' ? value : 0)

function wordsOf(
  { kind, subjectId, detail }: MyNotice,
  duty: MyDuty | undefined,
  t: DutyTranslate,
) {
  if (kind === 'weekPublished') {
    const { week, added, removed } = detail
    const counts = { added: countOf(added), removed: countOf(removed) }
    const about = typeof week === 'string' ? t('notice.week', { day: week.slice(5) }) : ''
    return about + t('notice.counts', counts)
  }
  const shiftId = typeof detail['shiftId'] === 'string' ? detail['shiftId'] : subjectId
  const shift = duty?.shifts.find((one) => one.shiftId === shiftId)
  if (kind === 'shiftChanged' && shift) {
    const words = { place: placeOf(shift), time: shown(shift.startsAt, 'dayTime') }
    return t(shift.cancelled ? 'notice.cancelled' : 'notice.moved', words)
  }
  const { postName, bellAt } = detail
  if (isOfSwap(kind) && typeof postName === 'string' && typeof bellAt === 'string') {
    const state = swapStates.find((one) => one === detail['state']) ?? 'asked'
    const words = { place: postName, time: shown(bellAt, 'dayTime') }
    return t(detail['raised'] === true ? 'notice.swap.raised' : `notice.swap.${state}`, words)
  }
  if (kind === 'gapOpened' && typeof postName === 'string' && typeof bellAt === 'string') {
    const words = { place: postName, time: shown(bellAt, 'time') }
    const level = mustAttendLevels.find((one) => one === detail['mustAttendLevel'])
    if (!level) return t('notice.gap', words)
    return t('notice.mustAttend', { ...words, level: t(`notice.level.${level}`) })
  }
  const patrol = duty?.patrols.find((one) => one.id === subjectId)
  if (kind === 'patrolGiven' && patrol) {
    const place = patrol.place ?? patrol.places.join(t('listMark'))
    return t('notice.patrol', { place, time: shown(patrol.startsAt, 'dayTime') })
  }
  return t(`notice.words.${kind}`)
}
