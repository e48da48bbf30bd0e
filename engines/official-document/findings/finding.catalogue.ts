/** What each finding says to the person who writes the paper. */
export const findingTexts = {
  shape: {
    'zh-CN': '内容不符合公文数据格式',
    en: 'The value does not fit the document schema',
  },
  'text.blank': { 'zh-CN': '不能为空白', en: 'This must not be blank' },
  'text.unprintable': {
    'zh-CN': '含有不可打印的控制字符或换行',
    en: 'Contains control characters or line breaks',
  },
  'text.half-width-punctuation': {
    'zh-CN': '汉字之间应使用全角标点',
    en: 'Use full-width punctuation between Chinese characters',
  },
  'document-number.missing': { 'zh-CN': '缺少发文字号', en: 'The document number is missing' },
  'document-number.brackets': {
    'zh-CN': '年份应用六角括号“〔〕”括入',
    en: 'The year belongs in six-corner brackets 〔〕',
  },
  'document-number.padded': {
    'zh-CN': '发文顺序号不编虚位，1不编为01',
    en: 'The sequence number is not padded: 1, not 01',
  },
  'document-number.ordinal': {
    'zh-CN': '发文顺序号不加“第”字',
    en: 'The sequence number is written without 第',
  },
  'document-number.format': {
    'zh-CN': '发文字号应为“机关代字〔年份〕顺序号”加“号”字',
    en: 'A document number is: organ code, 〔year〕, number, 号',
  },
  'document-number.year': {
    'zh-CN': '发文字号的年份与成文日期的年份不同',
    en: 'The year of the number is not the year of the date',
  },
  'secrecy.copy-number-missing': {
    'zh-CN': '涉密公文应当标注份号',
    en: 'A secret paper needs a copy number',
  },
  'title.ends-with-punctuation': {
    'zh-CN': '标题末尾不用标点符号',
    en: 'A title does not end with punctuation',
  },
  'title.no-kind': {
    'zh-CN': '标题末尾没有文种，如“通知”“报告”“函”',
    en: 'The title does not end with a kind of paper, such as 通知, 报告 or 函',
  },
  'title.line-long': {
    'zh-CN': '标题一行超过20字，应在词意完整处回行',
    en: 'A title line is longer than 20 characters; break it where the sense allows',
  },
  'recipient.colon': {
    'zh-CN': '主送机关后的冒号由系统添加，不必填写',
    en: 'The colon after the recipient is added by the layout',
  },
  'heading.out-of-sequence': {
    'zh-CN': '结构层次序数不连续',
    en: 'The heading numbers are not consecutive',
  },
  'heading.ends-with-full-stop': {
    'zh-CN': '单独成行的小标题末尾不用句号',
    en: 'A heading on its own line does not end with a full stop',
  },
  'figure.contradiction': {
    'zh-CN': '同一指标在文中出现了不同的数值',
    en: 'The same figure appears with different values',
  },
  'attachment.ends-with-punctuation': {
    'zh-CN': '附件名称后不加标点符号',
    en: 'The name of an attachment ends without punctuation',
  },
  'attachment.numbered': {
    'zh-CN': '附件序号由系统添加，不必填写',
    en: 'Attachment numbers are added by the layout',
  },
  'signature.missing': {
    'zh-CN': '缺少发文机关署名和成文日期',
    en: 'The signature and date are missing',
  },
  'date.invalid': { 'zh-CN': '不是有效的日期', en: 'This is not a day of the calendar' },
  'copy-to.punctuation': {
    'zh-CN': '抄送机关之间的逗号和末尾的句号由系统添加',
    en: 'Commas and the full stop between copied organs are added by the layout',
  },
  'contact.brackets': {
    'zh-CN': '附注的圆括号由系统添加，不必填写',
    en: 'The brackets of the note are added by the layout',
  },
  'imprint.incomplete': {
    'zh-CN': '版记缺少印发机关或印发日期',
    en: 'The imprint lacks the printing office or date',
  },
  'printed-date.before-signature': {
    'zh-CN': '印发日期早于成文日期',
    en: 'The printing date is before the date of the paper',
  },
  'figure.key-format': {
    'zh-CN': '指标标识只能由字母、数字和 . _ : / @ = - 组成',
    en: 'A figure key consists of letters, digits and . _ : / @ = -',
  },
  'table.row-width': {
    'zh-CN': '表格每行的单元格数应与列数相同',
    en: 'Every table row has as many cells as there are columns',
  },
} as const satisfies Record<string, { 'zh-CN': string; en: string }>
