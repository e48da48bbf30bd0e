import type { Said } from '../platform/contract/said.ts'

/** What a browser shows while the demonstration is made; the page asks again by itself. */
export const waitingWords = {
  title: { zh: '安园正在准备', en: 'Anyuan is being prepared' },
  what: {
    zh: '正在生成演示县的记录。首次启动约需几分钟，之后启动只补上停机期间的记录。完成后本页自动打开。',
    en: 'The records of the demo county are being made: some minutes at the first start, later only what was missed. This page opens by itself when they are ready.',
  },
} as const

const step = (zh: string, en: string): Said => ({
  zh: `演示县：${zh}`,
  en: `demo county: ${en}`,
})

/** What is under way while the demonstration is made: on the page, in English on the console. */
export const demoSteps = {
  areas: step('辖区、学校和人员', 'areas, schools and people'),
  posts: step('护学岗', 'posts'),
  equipment: step('一校一警、警务室、制度、装备', 'officers, police rooms, rules, gear'),
  school: (nth: number, of: number) =>
    step(`第 ${nth} 所学校，共 ${of} 所`, `school ${nth} of ${of}`),
  day: (day: string) => step(day, day),
}

/** Which day the demonstration plays, and why not this one. */
export const demoDays = {
  notASchoolDay: (at: string): Said => ({
    zh: `今天不上学，演示播放 ${at}。`,
    en: `Today is no school day: the demonstration plays ${at}.`,
  }),
  outsideHours: (at: string): Said => ({
    zh: `现在不是上下学时段，演示播放 ${at}。`,
    en: `No gate is busy now: the demonstration plays ${at}.`,
  }),
  resumed: (at: string): Said => ({
    zh: `演示接着上次停下的时间，从 ${at} 起播放。`,
    en: `The demonstration goes on from where it stopped: it plays ${at}.`,
  }),
  today: (): Said => ({
    zh: '演示按今天的实际时间播放。',
    en: 'The demonstration plays today as it is.',
  }),
}
