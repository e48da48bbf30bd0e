import type { Said } from '../../../platform/contract/said.ts'
import type { LeftOutReason } from './values.ts'

/** Why a record was not counted. */
export const leftOutWords: Readonly<Record<LeftOutReason, Said>> = {
  corrected: { zh: '已更正', en: 'corrected' },
  shiftCancelled: { zh: '岗次取消', en: 'shift cancelled' },
  repeated: { zh: '重复', en: 'repeated' },
  refused: { zh: '未获批准', en: 'refused' },
  outside: { zh: '范围外', en: 'outside' },
  outsideWindow: { zh: '时段外', en: 'outside the window' },
  uncertainWithoutPhoto: { zh: '不确定且无照片', en: 'uncertain without photo' },
  photoAwaited: { zh: '照片待传', en: 'photo on its way' },
  noPosition: { zh: '无位置', en: 'no position' },
  gateCodeWrong: { zh: '校门码不符', en: 'wrong gate code' },
  gateCodeOwn: { zh: '本人可出示的校门码', en: 'a gate code of their own' },
  registeredAfterwards: { zh: '事后补登', en: 'registered later' },
  roleUnknown: { zh: '角色不明', en: 'role unknown' },
  pending: { zh: '待核准', en: 'to approve' },
  closedItself: { zh: '自动签退', en: 'closed itself' },
  noCheckOut: { zh: '未签退', en: 'no check-out' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
  open: { zh: '未办结', en: 'open' },
}
