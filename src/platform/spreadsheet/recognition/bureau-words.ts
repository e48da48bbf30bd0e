/** How Chinese offices lay out tables; recognised in the sender's text, never shown. */

const bare = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '')

/** `合计`, `城关镇小计`, `Grand total`. */
export const isTotalWord = (text: string): boolean =>
  /^(.{0,12}(小计|合计|总计|共计|累计)|总数|汇总|(sub|grand)?total|sum)(\(.{0,8}\))?[:：]?$/i.test(
    bare(text),
  )

const signatureRoles =
  /^(制表|填表|填报|审核|复核|审批|经办|报送|上报|统计|单位|部门|主管|分管|联系|负责|主要)(人|人员|者|单位|领导|负责人|日期|时间|电话)?(\((盖章|公章|签字|签名|签章)\))?:/
const signatureOthers =
  /^(日期|时间|date|prepared by|checked by|approved by|signature|signed)\s*:|\((盖章|公章|签字|签名|签章)\)/i

/** `制表人：…`, `单位负责人（签字）`, `填报日期：…`. */
export const isSignature = (text: string): boolean =>
  // Every data cell is asked, and hardly any has one of these.
  /[:：(（]/.test(text) &&
  (signatureRoles.test(bare(text)) || signatureOthers.test(text.normalize('NFKC').trim()))

/** `填报单位：…`, `单位：人`, `填报日期：…` above a table. */
export const isUnitLine = (text: string): boolean =>
  /^(填报|报送|上报|制表|编制|统计|填表|计量)?(单位|部门|日期|时间|机关)(\(.{1,8}\))?:|单位:(人|元|万|个|所|名|米|辆)|^unit\s*:/i.test(
    bare(text),
  )

/** Figures in ten thousands: whoever reads them as ones is wrong by that much. */
export const isScaledUnit = (text: string): boolean =>
  /(单位|unit)\s*:?\s*\(?(万|千|百|亿|thousand|million)|\((万|千|亿)[人元名]?\)/i.test(bare(text))

/** `注：…`, `填表说明：…`. */
export const isNote = (text: string): boolean =>
  /^(注|备注|说明|附注|填表说明|填报说明|注意事项|填写说明|notes?|remarks?)\d*[:.、]/i.test(
    bare(text),
  ) || /^(填表说明|填报说明|注意事项|填写说明)$/.test(bare(text))

/** `1. …`, `（二）…` continuing a note or opening a section. */
export const isNumbered = (text: string): boolean =>
  /^(\(?[一二三四五六七八九十]+[)、.]|\(?\d{1,2}[)、.](?!\d))/.test(bare(text))

/** `一、城区`: a section within the table. */
export const isSectionNumber = (text: string): boolean =>
  /^\(?[一二三四五六七八九十]+[)、.]/.test(bare(text))

export const isRowNumberHeading = (text: string): boolean =>
  /^(序号?|编号|行号|no|num|s\/?n|#|项次)\.?$/i.test(bare(text))

/** A cell of the line `甲 乙 1 2 3` that statistical forms print under their headings. */
export const isColumnNumber = (text: string): boolean =>
  /^(\(?\d{1,3}\)?|[甲乙丙丁戊己庚辛壬癸]|栏次|[A-Z]{1,2})$/.test(bare(text))
