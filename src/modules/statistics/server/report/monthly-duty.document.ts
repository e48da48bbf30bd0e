import {
  dayWords,
  type FigureOf,
  type FigureRuns,
  filled,
  indicatorsIn,
  instantWords,
  type PaperContext,
  type PaperTemplate,
  partsTable,
  shortDate,
} from './report-paper.ts'

const texts = {
  opening: '现将{area}{span}护学勤务情况报告如下。期内勤务日{duty_days}天，{asOf}。',
  posts:
    '中小学校、幼儿园{schools_total}所，其中{guard_post_schools}所设有护学岗，' +
    '设置率{guard_post_coverage}；辖区共设护学岗{guard_posts}处；期内{duty_shifts}岗次，应勤警力{duty_assigned_person_times}人次，' +
    '护学执勤出动警力{duty_person_times}人次，日均{duty_person_times_daily_avg}人次，' +
    '见警率{see_police_rate}；各类人员上岗共{duty_person_times_all}人次，执勤{duty_hours}小时。',
  gaps:
    '铃前空岗{unmanned_gaps}岗次，补上{unmanned_gaps_filled}岗次，' +
    '平均用时{unmanned_fill_minutes_avg}分钟；至打铃仍空{unmanned_at_bell}岗次；缺员{short_gaps}岗次。',
  sights:
    '开展“三见”的学校{sanjian_school_count}所、{sanjian_shifts}岗次，学校确认率{sanjian_confirmed_rate}。',
  force:
    '日均投入民警{police_deployed_daily_avg}人、辅警{aux_deployed_daily_avg}人；' +
    '按任务出动警力{police_person_times}人次、车辆{vehicle_times}台次；' +
    '群防群治力量参与{mass_force_person_times}人次。',
  service:
    '现场处置求助、报警{onsite_requests_handled}人次，提供帮助帮扶{onsite_assistance}次，' +
    '盘查可疑人员{persons_checked}人次；发生案事件{incidents_raised}起，办结{incidents_handled}起；' +
    '管事率{deal_with_rate}；好人好事{notable_deeds}件。',
  officers:
    '落实联校民警的学校{linked_officer_schools}所，一校一警落实率{linked_officer_coverage}；' +
    '校门500米内警务室、治安岗亭{police_rooms_500m}个，校园专属警务室{campus_police_rooms}个。',
  guards:
    '专职保安员{guards_total}人，其中派驻保安{guards_stationed}人，期内新增{guards_added}人、' +
    '离岗{guards_left}人，公办学校保安派驻率{guard_station_rate_public}；' +
    '保卫干部{security_cadres}人，校卫队和自行招用安保人员{school_team_members}人。',
  boarding:
    '寄宿制学校{boarding_schools}所，在岗宿舍管理教师{dorm_managers}人；增配防护装备{gear_added}件，' +
    '成套{gear_sets_core}套；“警校家”护学岗试点{pilot_schools}所。',
  reports:
    '报送期限在期内届满的报告迟报{late_reports}件、漏报{missing_reports}件；' +
    '期内误报更正{corrected_reports}件。',
  closing: '特此报告。',
}

const partColumns = [
  ['guard_posts', '护学岗（处）'],
  ['duty_assigned_person_times', '应勤（人次）'],
  ['duty_person_times', '出动警力（人次）'],
  ['see_police_rate', '见警率'],
] as const

/** 护学月报: a report month, due on the 20th. */
export const monthlyDuty: PaperTemplate = {
  kind: 'monthlyDuty',
  asOfWords: ({ asOf }) => `数据截至${instantWords(asOf)}`,
  figures: ({ parts }) => [
    ...indicatorsIn(Object.values(texts)).map((indicator) => ({ indicator })),
    ...partColumns.flatMap(([indicator]) => parts.map((area): FigureOf => ({ indicator, area }))),
  ],
  write(context, f) {
    const { area, organ, superior, documentNumber, date, lastDay } = context
    const last = dayWords(lastDay)
    return {
      family: 'redhead',
      organs: [organ],
      ...(documentNumber ? { documentNumber } : {}),
      title: [`${area.name}护学勤务月报`],
      subtitle: `（${last.year}年${last.month}月）`,
      ...(superior ? { recipient: superior } : {}),
      body: body(context, f),
      signature: { organs: [organ], date },
      sealSlot: 'blank',
      printer: organ,
      printedDate: date,
    }
  },
}

function body(context: PaperContext, f: FigureRuns): ReturnType<PaperTemplate['write']>['body'] {
  const span = `${shortDate(context.firstDay)}至${shortDate(context.lastDay)}`
  const words = { area: context.area.name, span, asOf: monthlyDuty.asOfWords(context) }
  const text = (template: string) => ({
    type: 'paragraph' as const,
    text: filled(template, f, words),
  })
  const byStation = context.partsAre === 'station'
  const parts = partsTable(context, f, {
    title: byStation ? '派出所' : '县（市、区）',
    columns: partColumns,
  })
  const partsHeading = byStation ? '（四）分所情况' : '（四）分县情况'
  return [
    text(texts.opening),
    { type: 'heading1', text: '一、高峰勤务' },
    { type: 'heading2', text: '（一）护学岗' },
    text(texts.posts),
    { type: 'heading2', text: '（二）空岗和补岗' },
    text(texts.gaps),
    { type: 'heading2', text: '（三）“三见”勤务' },
    text(texts.sights),
    ...(parts.length === 0 ? [] : [{ type: 'heading2' as const, text: partsHeading }, ...parts]),
    { type: 'heading1', text: '二、警力和群防群治力量' },
    text(texts.force),
    { type: 'heading1', text: '三、岗上为民服务和处置' },
    text(texts.service),
    { type: 'heading1', text: '四、安防基础' },
    {
      type: 'list',
      marker: 'parenthesised',
      items: [filled(texts.officers, f), filled(texts.guards, f), filled(texts.boarding, f)],
    },
    { type: 'heading1', text: '五、报送质量' },
    text(texts.reports),
    text(texts.closing),
  ]
}
