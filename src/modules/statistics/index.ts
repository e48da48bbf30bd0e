// Figures and papers for the command line; everything else goes through HTTP.
export { reportMonth, reportMonthOf } from './server/indicator/period.rules.ts'
export { areaByCode, readIndicators } from './server/indicator/read-indicators.ts'
export { composeReport } from './server/report/compose.actions.ts'
export { publicPaper } from './server/report/paper.rules.ts'
export { createPaperPress } from './server/report/paper-press.ts'
