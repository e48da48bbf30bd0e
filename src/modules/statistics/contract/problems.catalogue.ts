import { problems } from '../../../platform/contract/problem.ts'

/** What statistics refuses, and how it says so. */
export const statisticsProblems = problems('statistics', {
  periodTooLong: {
    status: 422,
    zh: '统计期最长 {daysMax} 天,请缩短后重试。',
    en: 'A period has at most {daysMax} days; shorten it and try again.',
  },
  periodReversed: {
    status: 422,
    zh: '统计期的起始日晚于截止日。',
    en: 'The period ends before it starts.',
  },
  tooManyGroups: {
    status: 422,
    zh: '分组超过 {groupsMax} 个,请缩小辖区后重试。',
    en: 'More than {groupsMax} groups; ask about a smaller area.',
  },
  noHalves: {
    status: 422,
    zh: '指标“{indicator}”不分上学、放学时段。',
    en: 'The indicator {indicator} knows no half-days.',
  },
  noTasks: {
    status: 422,
    zh: '指标“{indicator}”不分任务。',
    en: 'The indicator {indicator} knows no tasks.',
  },
  noRowsLeftOut: {
    status: 422,
    zh: '指标“{indicator}”没有不计入的记录可列。',
    en: 'The indicator {indicator} leaves no records out that could be listed.',
  },
  reportAhead: {
    status: 422,
    zh: '统计期({firstDay} 至 {lastDay})还没有开始,不能编制报告。',
    en: 'The period {firstDay} to {lastDay} has not begun; no report can be made.',
  },
  periodOpen: {
    status: 409,
    zh: '统计期到 {lastDay} 为止,文中数字只截至 {asOfDay}。请在 {lastDay} 当日或以后刷新数字,再签发。',
    en: 'The period ends on {lastDay}, and the figures only know up to {asOfDay}. Refresh them on {lastDay} or later, then sign.',
  },
  reportSigned: {
    status: 409,
    zh: '报告已签发,不能修改;如有差错,请编制更正报告。',
    en: 'The report is signed and fixed; make a correcting report instead.',
  },
  reportNotSigned: {
    status: 409,
    zh: '只有已签发的报告可以更正,草稿可直接修改。',
    en: 'Only a signed report can be corrected; change a draft directly.',
  },
  numberTaken: {
    status: 409,
    zh: '文号“{number}”已用于已签发的《{title}》，请改为“{next}”后再签发。',
    en: 'The number {number} is on the signed paper {title}; change it to {next}, then sign.',
  },
  periodSigned: {
    status: 409,
    zh: '统计期 {firstDay} 至 {lastDay} 的报告已签发；如有差错，请打开已签发的报告编制更正报告。',
    en: 'The report of {firstDay} to {lastDay} is signed already; to mend it, open it and make a correction.',
  },
  reportCorrected: {
    status: 409,
    zh: '这份报告已有签发的更正；如仍有差错，请打开更正报告再作更正。',
    en: 'A correction of this report is signed already; to mend that, open it and correct it in turn.',
  },
  figuresChanged: {
    status: 422,
    zh: '文中的统计数字不能改动、增删:{keys}。',
    en: 'Figures in the text cannot be changed, added or removed: {keys}.',
  },
  paperInvalid: {
    status: 422,
    zh: '公文不符合格式要求:{findings}。',
    en: 'The paper does not meet the format: {findings}.',
  },
  glyphsMissing: {
    status: 409,
    zh: '以下字没有可用字形,打印会成空框:{glyphs}。请改字或安装字体后再签发。',
    en: 'No font draws these characters: {glyphs}. Replace them or install a font, then sign.',
  },
  figuresDiffer: {
    status: 409,
    zh: '重算结果与文中数字不一致({keys}),请先刷新数字再签发。',
    en: 'Recomputed values differ from the paper ({keys}); refresh the figures, then sign.',
  },
})
