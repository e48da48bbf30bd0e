import type { Said } from '../../../../platform/contract/said.ts'

/** The documents whose figures these are, named by their county or city. */
export const documents = {
  kunming: { zh: '昆明市公安局2014年工作报告', en: 'Kunming police, work report 2014' },
  guandu: {
    zh: '昆明市公安局官渡分局2021年提案答复',
    en: 'Kunming Guandu police, reply to a proposal 2021',
  },
  chuanshan: {
    zh: '遂宁市公安局船山分局2021年护学勤务总结',
    en: 'Suining Chuanshan police, summary of gate duty 2021',
  },
  pucheng: { zh: '蒲城县公安局2014年专项行动方案', en: 'Pucheng police, action plan 2014' },
  nujiang: {
    zh: '怒江州公安局2021年代表建议答复',
    en: 'Nujiang police, reply to a deputy 2021',
  },
} as const satisfies Record<string, Said>

export const units = {
  school: { zh: '所', en: 'schools' },
  post: { zh: '处', en: 'posts' },
  room: { zh: '个', en: 'rooms' },
  personTime: { zh: '人次', en: 'person-times' },
  personDay: { zh: '人日', en: 'person-days' },
  personPerDay: { zh: '人/日', en: 'persons a day' },
  personTimePerDay: { zh: '人次/日', en: 'person-times a day' },
  person: { zh: '人', en: 'persons' },
  shift: { zh: '岗次', en: 'shifts' },
  day: { zh: '天', en: 'days' },
  hour: { zh: '小时', en: 'hours' },
  minute: { zh: '分钟', en: 'minutes' },
  time: { zh: '次', en: 'times' },
  case: { zh: '起', en: 'cases' },
  piece: { zh: '件', en: 'items' },
  set: { zh: '套', en: 'sets' },
  vehicle: { zh: '台次', en: 'vehicle-times' },
  percent: { zh: '%', en: '%' },
  personPerSchool: { zh: '人/所', en: 'persons a school' },
} as const satisfies Record<string, Said>

/** The formula is SQL in the server. */
export const rows = { kind: 'rows' } as const
