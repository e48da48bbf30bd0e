import type { Said } from '../../../../platform/contract/said.ts'
import type { SaidColumn } from '../../../../platform/spreadsheet/index.ts'
import { dutyRoleWords, halfWords } from '../../../duty/contract/duty-words.catalogue.ts'
import type { IndicatorGroup, PeriodKind } from '../../contract/indicator.ts'
import { leftOutWords } from '../../contract/left-out.catalogue.ts'
import { taskWords } from '../../contract/task-words.catalogue.ts'

/** The name of the file and of its sheet. */
export const figuresTitle: Said = { zh: '统计指标', en: 'Figures' }

const groupWords: Record<IndicatorGroup, Said> = {
  posts: { zh: '护学岗', en: 'Posts' },
  presence: { zh: '到岗', en: 'Presence' },
  gaps: { zh: '空岗缺员', en: 'Gaps' },
  events: { zh: '岗上事件', en: 'Events' },
  force: { zh: '力量投入', en: 'Force' },
  register: { zh: '学校档案', en: 'Register' },
  guards: { zh: '保安队伍', en: 'Guards' },
  gear: { zh: '装备', en: 'Gear' },
  reports: { zh: '报告', en: 'Reports' },
}

const periodWords: Record<PeriodKind, Said> = {
  asOf: { zh: '时点', en: 'As of' },
  since: { zh: '累计', en: 'Since' },
  average: { zh: '日均', en: 'A day' },
}

export const figureColumns = {
  group: { zh: '类别', en: 'Group', choices: groupWords, width: 12 },
  name: { zh: '指标', en: 'Indicator', width: 30 },
  period: { zh: '统计方式', en: 'Period kind', choices: periodWords },
  value: { zh: '数值', en: 'Value', kind: 'decimal' },
  unit: { zh: '单位', en: 'Unit' },
  previous: { zh: '上期', en: 'Before', kind: 'decimal' },
  change: { zh: '增减', en: 'Change', kind: 'decimal' },
  definition: { zh: '口径', en: 'Definition', width: 60 },
  source: { zh: '来源', en: 'Source', width: 40 },
} as const satisfies Record<string, SaidColumn>

/** Duty's parts at a gate, and posts at a school. */
const roleWords: Record<string, Said> = {
  ...dutyRoleWords,
  guest: { zh: '临时参与', en: 'Guest' },
  principal: { zh: '校长', en: 'Principal' },
  dormManager: { zh: '宿舍管理员', en: 'Dorm manager' },
  dutyTeacher: { zh: '值班教师', en: 'Duty teacher' },
  team: { zh: '护校队', en: 'School team' },
}

/** What a row is about, by the code of its own record. */
const detailWords: Record<string, Said> = {
  request: { zh: '求助受理', en: 'Request handled' },
  help: { zh: '提供帮扶', en: 'Help given' },
  check: { zh: '盘查可疑', en: 'Check' },
  patrol: { zh: '巡逻', en: 'Patrol' },
  incident: { zh: '案事件', en: 'Incident' },
  deed: { zh: '好人好事', en: 'Notable deed' },
  raised: { zh: '发生', en: 'Raised' },
  closed: { zh: '办结', en: 'Closed' },
  kindergarten: { zh: '幼儿园', en: 'Kindergarten' },
  primary: { zh: '小学', en: 'Primary' },
  junior: { zh: '初中', en: 'Junior' },
  senior: { zh: '高中', en: 'Senior' },
  complete: { zh: '完全中学', en: 'Complete secondary' },
  nineYear: { zh: '九年一贯制', en: 'Nine-year' },
  vocational: { zh: '职业学校', en: 'Vocational' },
  special: { zh: '特殊教育', en: 'Special' },
  university: { zh: '高校', en: 'University' },
  campus: { zh: '校内', en: 'On campus' },
  street: { zh: '街面', en: 'Street' },
  booth: { zh: '岗亭', en: 'Booth' },
  company: { zh: '保安公司派驻', en: 'Guard company' },
  own: { zh: '自行招用', en: 'The school' },
  helmet: { zh: '头盔', en: 'Helmet' },
  shield: { zh: '盾牌', en: 'Shield' },
  stabVest: { zh: '防刺服', en: 'Stab vest' },
  cutGloves: { zh: '防割手套', en: 'Cut gloves' },
  baton: { zh: '警棍', en: 'Baton' },
  torch: { zh: '强光手电', en: 'Torch' },
  spray: { zh: '喷雾', en: 'Spray' },
  fork: { zh: '钢叉', en: 'Fork' },
  reflectiveVest: { zh: '反光背心', en: 'Reflective vest' },
  whistle: { zh: '哨子', en: 'Whistle' },
  dailyBrief: { zh: '每日勤务简报', en: 'Daily brief' },
  monthlyDuty: { zh: '护学月报', en: 'Monthly report' },
}

export const rowColumns = {
  day: { zh: '日期', en: 'Day', kind: 'date', width: 12 },
  half: { zh: '时段', en: 'Half', choices: halfWords },
  place: { zh: '地点', en: 'Place', width: 30 },
  school: { zh: '学校', en: 'School', width: 30 },
  area: { zh: '辖区', en: 'Area', width: 18 },
  person: { zh: '人员', en: 'Person' },
  role: { zh: '身份', en: 'Role', choices: roleWords },
  at: { zh: '时间', en: 'Time', width: 18 },
  evidence: { zh: '核验', en: 'Shown by', width: 24 },
  detail: { zh: '内容', en: 'Detail', choices: detailWords, width: 14 },
  adds: { zh: '计', en: 'Adds', kind: 'decimal' },
} as const satisfies Record<string, SaidColumn>

/** What forces were sent for: an event at a post may have the same code, not the same word. */
export const taskDetail = { ...rowColumns.detail, choices: taskWords } satisfies SaidColumn

/** Of records that were not counted: why, in place of what they add. */
const { adds: _, ...shared } = rowColumns
export const leftOutColumns = {
  ...shared,
  reason: { zh: '未计入原因', en: 'Not counted', choices: leftOutWords, width: 16 },
} as const satisfies Record<string, SaidColumn>

export const evidenceWords = {
  photo: { zh: '有照片', en: 'photo' },
  offline: { zh: '离线补传', en: 'sent later' },
  late: { zh: '晚到', en: 'late' },
  approved: { zh: '已核准', en: 'approved' },
} as const satisfies Record<string, Said>
