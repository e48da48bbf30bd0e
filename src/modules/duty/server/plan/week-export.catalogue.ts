import type { Said } from '../../../../platform/contract/said.ts'
import type { SaidColumn } from '../../../../platform/spreadsheet/index.ts'
import { dutyRoleWords, halfWords } from '../../contract/duty-words.catalogue.ts'

/** The name of the file and of its sheet. */
export const weekTitle: Said = { zh: '周勤务排班', en: 'Week plan' }

export const weekColumns = {
  day: { zh: '日期', en: 'Day', kind: 'date', width: 12 },
  half: { zh: '时段', en: 'Half', choices: halfWords },
  post: { zh: '护学岗', en: 'Post', width: 30 },
  school: { zh: '学校', en: 'School', width: 30 },
  station: { zh: '派出所', en: 'Station', width: 18 },
  bell: { zh: '打铃', en: 'Bell', kind: 'time' },
  window: { zh: '上岗时间', en: 'Window', width: 14 },
  state: {
    zh: '状态',
    en: 'State',
    choices: {
      draft: { zh: '草案', en: 'Draft' },
      published: { zh: '已发布', en: 'Published' },
      cancelled: { zh: '不上岗', en: 'Cancelled' },
    },
  },
  ...dutyRoleWords,
  gaps: { zh: '缺口', en: 'Missing', width: 20 },
} as const satisfies Record<string, SaidColumn>
