import { problems } from '../../../platform/contract/problem.ts'
import { conflictWords, exclusionWords } from './duty-words.catalogue.ts'

/** What duty refuses, and how it says so. */
export const dutyProblems = problems('duty', {
  hardConflict: {
    status: 409,
    zh: '不能这样安排:{conflicts}。',
    en: 'This assignment breaks a rule: {conflicts}.',
    words: conflictWords,
  },
  volunteerAssigned: {
    status: 422,
    zh: '群防群治力量自愿报名,不能指派。',
    en: 'Volunteers claim places themselves; they are never assigned.',
  },
  publishedMeanwhile: {
    status: 409,
    zh: '该周方案已由他人发布为第 {revision} 版,请刷新后重试。',
    en: 'The plan was published meanwhile as revision {revision}; reload and try again.',
  },
  conflictsLeft: {
    status: 409,
    zh: '还有 {count} 处冲突未处理,不能发布。',
    en: 'The plan still breaks {count} rules; it cannot be published.',
  },
  gapClosed: {
    status: 409,
    zh: '该岗位已经补齐或勤务已结束,无需再请求。',
    en: 'The gap is closed already; nobody needs to be asked.',
  },
  helpUnderWay: {
    status: 409,
    zh: '已经请求了 {person},请先撤回或等待应答。',
    en: '{person} has been asked already; withdraw that or wait for the answer.',
  },
  nobodyToAsk: {
    status: 409,
    zh: '没有符合条件的人员可以请求。',
    en: 'Nobody who qualifies can be asked.',
  },
  notEligible: {
    status: 422,
    zh: '该人员不符合增援条件:{reason}。',
    en: 'This person does not qualify: {reason}.',
    words: exclusionWords,
  },
  stateForbids: {
    status: 409,
    zh: '记录现在的状态不允许此操作,请刷新后再看。',
    en: 'The record cannot be changed like this in its present state; reload and look again.',
  },
  notSeconded: {
    status: 422,
    zh: '您在该区县没有借调登记,无法在此签到,请联系当地指挥。',
    en: 'You have no secondment in this county; please contact its command.',
  },
  ownDecision: {
    status: 403,
    zh: '不能审批或确认自己的记录。',
    en: 'Nobody decides about their own record.',
  },
  otherSide: {
    status: 403,
    zh: '公安力量由公安审批确认,学校力量由学校或公安审批确认。',
    en: 'Police records are decided by the police; school records by the school or the police.',
  },
  undoTooLate: {
    status: 409,
    zh: '已超过 {seconds} 秒,不能撤回。',
    en: 'It can be taken back for {seconds} s only.',
  },
  rollCallOver: {
    status: 409,
    zh: '点名已结束。',
    en: 'The roll-call is over.',
  },
  nobodyOnPost: {
    status: 409,
    zh: '所选岗位当前没有勤务,无法点名。',
    en: 'None of the chosen posts is on duty now.',
  },
  rollCallOneCounty: {
    status: 409,
    zh: '所选岗位分属不同的县区,请按县区分别点名。',
    en: 'The chosen posts lie in more than one county; call each county by itself.',
  },
  slotFull: {
    status: 409,
    zh: '名额已满,谢谢您。',
    en: 'All places are taken, thank you.',
  },
  slotPast: {
    status: 409,
    zh: '该班次已经开始或取消。',
    en: 'This shift has begun or was cancelled.',
  },
  claimLimit: {
    status: 409,
    zh: '本学期已报满 {max} 次,谢谢您。',
    en: 'You have taken {max} places this term already, thank you.',
  },
  gateElsewhere: {
    status: 422,
    zh: '该校门所属学校尚未确定派出所,请先在学校登记中选择。',
    en: 'The school of this gate has no station yet; choose one in the register first.',
  },
  ended: {
    status: 409,
    zh: '勤务已结束或已取消。',
    en: 'The shift has ended or was cancelled.',
  },
  notOwner: {
    status: 403,
    zh: '该案事件由{owner}负责,由其办结。',
    en: 'This incident belongs to {owner}, who closes it.',
  },
  eventSettled: {
    status: 409,
    zh: '该事项已登记结果,请刷新后查看。',
    en: 'The result of this event is on record already; reload to see it.',
  },
  notFollowed: {
    status: 409,
    zh: '该事项没有注明“跟进中”,无需登记结果。',
    en: 'This event is not followed up; it needs no result.',
  },
  closeIncident: {
    status: 409,
    zh: '案事件由责任单位在“案事件”中办结。',
    en: 'An incident is closed by its owner, under “Incidents”.',
  },
  checkByPolice: {
    status: 403,
    zh: '盘查由公安依法进行,由公安登记并登记结果。',
    en: 'Checks are the police’s, by law; the police enter them and their result.',
  },
  patrolPast: {
    status: 422,
    zh: '巡逻时段已经过去,请改时间。',
    en: 'The time of this patrol is past; choose another.',
  },
  otherPhoto: {
    status: 422,
    zh: '照片与记录中登记的指纹不一致,未保存。',
    en: 'The picture is not the one whose digest was recorded.',
  },
  mustAttendWithoutPolice: {
    status: 422,
    zh: '三见必到岗位至少要有 1 名必需的民警。请在力量配备中设民警 1 人以上并选“必需”,或取消必到级别。',
    en: 'A post that police must attend needs at least one police officer as a must role. Ask for one, or take the level away.',
  },
  mustAttendOpen: {
    status: 409,
    zh: '有 {count} 个必到岗次还没有安排民警:{posts}。请先安排,或确认后仍然发布。',
    en: '{count} shifts that police must attend have no police officer yet: {posts}. Assign one, or confirm to publish all the same.',
  },
  swapOpen: {
    status: 409,
    zh: '这一班已经请别人换了,请先撤回。',
    en: 'Somebody has been asked to take this shift already; take that back first.',
  },
  swapUnfit: {
    status: 409,
    zh: '对方来不了这一班,请另选一人。',
    en: 'The other person cannot serve this shift; choose somebody else.',
  },
  swapWithSelf: {
    status: 422,
    zh: '请选择另一个人换班。',
    en: 'Choose another person.',
  },
  swapGone: {
    status: 409,
    zh: '排班已经变动或班次已开始,这次换班不再成立。',
    en: 'The plan has changed or the shift has begun; this swap no longer holds.',
  },
  tooBusy: {
    status: 503,
    zh: '上报高峰,记录已保存在手机,将自动重发。',
    en: 'Too many records at once; the phone keeps yours and sends it again.',
  },
})
