/** Words that the paper's numbers need wherever they stand. */
export const reportWords = {
  /** A rate that has nothing to divide by. */
  noValue: '—',
  percent: '%',
  /** In place of a small count in a public version. */
  fewerThan: '不足5',
  publicMark: '（公开版）',
  correctionMark: '（更正）',
  clock: (hour: number, minute: string): string => `${hour}时${minute}分`,
  shortDate: (month: number, day: number): string => `${month}月${day}日`,
} as const

/** A number with a unit in running text is a figure that nobody can open. */
export const typedNumber =
  /\d[\d,，.]*\s*(?:余|多)?\s*(?:人次|台次|辆次|岗次|所次|人|名|所|处|起|件|套|次|%|％)/gu
