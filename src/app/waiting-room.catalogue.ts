/** What a browser shows while the demonstration is made; the page asks again by itself. */
export const waitingWords = {
  title: { zh: '安园正在准备', en: 'Anyuan is being prepared' },
  what: {
    zh: '正在生成演示县的记录。首次启动约需几分钟，之后启动只补上停机期间的记录。完成后本页自动打开。',
    en: 'The records of the demo county are being made: some minutes at the first start, later only what was missed. This page opens by itself when they are ready.',
  },
} as const
