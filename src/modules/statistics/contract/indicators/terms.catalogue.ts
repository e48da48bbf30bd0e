import type { Said } from '../../../../platform/contract/said.ts'

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
