/** Why a column about people is left out. */
export const personalColumnWords = {
  'zh-CN': '含电话、证件号等个人信息的列,不导入',
  en: 'holds telephone or identity numbers; not imported',
} as const

/** Name of the file that goes back to its sender. */
export const markedFileName = (name: string): string =>
  `${name.replace(/\.(xlsx|xls|csv)$/i, '')}-标注.xlsx`
