import { localDay } from '../../../../platform/clock/zoned.ts'
import type { Half } from '../../../duty/contract/shift.ts'
import {
  clockWords,
  dayWords,
  type FigureOf,
  type FigureRuns,
  filled,
  indicatorsIn,
  type PaperContext,
  type PaperTemplate,
  partsTable,
  shortDate,
} from './report-paper.ts'

const texts = {
  opening:
    '{date}{asOf}，{area}{schools_on_duty}所学校开展护学勤务{duty_shifts}岗次，辖区共设护学岗{guard_posts}处；' +
    '应勤警力{duty_assigned_person_times}人次，护学执勤出动警力{duty_person_times}人次，' +
    '各类人员上岗共{duty_person_times_all}人次；出动车辆{vehicle_times}台次，见警率{see_police_rate}。',
  openingOff: '{date}{asOf}，{area}没有护学勤务（{duty_shifts}岗次）。',
  sights:
    '开展“三见”勤务的学校{sanjian_school_count}所、{sanjian_shifts}岗次，' +
    '学校确认三项都见到的{sanjian_confirmed_shifts}岗次。',
  gaps:
    '铃前空岗{unmanned_gaps}岗次，补上{unmanned_gaps_filled}岗次，' +
    '平均用时{unmanned_fill_minutes_avg}分钟；至打铃仍空{unmanned_at_bell}岗次；缺员{short_gaps}岗次。',
  service:
    '现场处置求助、报警{onsite_requests_handled}人次，提供帮助{onsite_assistance}次，' +
    '好人好事{notable_deeds}件，巡逻{patrols}次。',
  handling:
    '盘查可疑人员{persons_checked}人次，发生案事件{incidents_raised}起，' +
    '办结{incidents_handled}起，管事率{deal_with_rate}。',
}

const roleTitles = [
  ['duty_person_times_police', '民警'],
  ['duty_person_times_auxiliary', '辅警'],
  ['duty_person_times_cadre', '保卫干部'],
  ['duty_person_times_guard', '保安员'],
  ['duty_person_times_staff', '教职员工'],
  ['duty_person_times_mass', '群防群治'],
] as const

const halfTitles: readonly (readonly [Half, string])[] = [
  ['arrival', '上学'],
  ['dismissal', '放学'],
]

const partColumns = [
  ['duty_shifts', '岗次'],
  ['duty_person_times', '出动警力（人次）'],
  ['see_police_rate', '见警率'],
  ['unmanned_gaps', '铃前空岗'],
] as const

const weekdays = ['日', '一', '二', '三', '四', '五', '六']

/** 每日勤务简报: one day, read in a minute. */
export const dailyBrief: PaperTemplate = {
  kind: 'dailyBrief',
  asOfWords: ({ asOf, lastDay }) => (localDay(asOf) > lastDay ? '' : `（截至${clockWords(asOf)}）`),
  figures: ({ parts }) => [
    ...indicatorsIn(Object.values(texts)).map((indicator) => ({ indicator })),
    ...roleTitles.flatMap(([indicator]) =>
      halfTitles.map(([half]): FigureOf => ({ indicator, half })),
    ),
    ...partColumns.flatMap(([indicator]) => parts.map((area): FigureOf => ({ indicator, area }))),
  ],
  write(context, f) {
    const { organ, documentNumber, date, lastDay } = context
    const { year, month, day } = dayWords(lastDay)
    const weekday = weekdays[new Date(`${lastDay}T00:00:00Z`).getUTCDay()] ?? ''
    return {
      family: 'redhead',
      organs: [organ],
      ...(documentNumber ? { documentNumber } : {}),
      title: ['护学勤务简报'],
      subtitle: `（${year}年${month}月${day}日　星期${weekday}）`,
      body: body(context, f),
      signature: { organs: [organ], date },
      sealSlot: 'none',
      printer: organ,
      printedDate: date,
      printing: 'single-sided',
    }
  },
}

function body(context: PaperContext, f: FigureRuns): ReturnType<PaperTemplate['write']>['body'] {
  const words = {
    date: shortDate(context.lastDay),
    asOf: dailyBrief.asOfWords(context),
    area: context.area.name,
  }
  const opening = f.value({ indicator: 'duty_shifts' }) ? texts.opening : texts.openingOff
  const byStation = context.partsAre === 'station'
  const parts = partsTable(context, f, {
    title: byStation ? '派出所' : '县（市、区）',
    columns: partColumns,
  })
  const partsHeading = byStation ? '四、分所情况' : '四、分县情况'
  return [
    { type: 'paragraph', text: filled(opening, f, words) },
    { type: 'heading1', text: '一、上岗情况' },
    {
      type: 'table',
      columns: ['时段', ...roleTitles.map(([, title]) => title)].map((title) => ({ title })),
      rows: halfTitles.map(([half, title]) => [
        title,
        ...roleTitles.map(([indicator]) => [f({ indicator, half })]),
      ]),
    },
    { type: 'paragraph', text: filled(texts.sights, f) },
    { type: 'heading1', text: '二、空岗和补岗' },
    { type: 'paragraph', text: filled(texts.gaps, f) },
    { type: 'heading1', text: '三、岗上事项' },
    {
      type: 'list',
      marker: 'parenthesised',
      items: [filled(texts.service, f), filled(texts.handling, f)],
    },
    ...(parts.length === 0 ? [] : [{ type: 'heading1' as const, text: partsHeading }, ...parts]),
  ]
}
