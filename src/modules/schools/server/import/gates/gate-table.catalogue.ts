import type { TableWords, Words } from '../table-columns.ts'

export const gateUseWords = {
  pedestrian: { zh: ['人行', '行人', '人行门', '步行', '学生通道'], en: ['Pedestrian'] },
  vehicle: { zh: ['车行', '车辆', '车行门', '车辆通道'], en: ['Vehicle'] },
  both: { zh: ['人车共用', '人车混行', '人车', '共用', '主门'], en: ['Both'] },
  emergency: { zh: ['应急', '消防', '应急门', '消防通道', '应急通道'], en: ['Emergency'] },
} as const satisfies Readonly<Record<string, Words>>

/** Days of the week by the sign that stands for each, Monday first. */
export const weekdaySigns: readonly string[] = ['一', '二', '三', '四', '五', '六', '日']
export const otherSundaySign = '天'
export const weekdayPrefix = /周|星期|礼拜/g
export const rangeSign = /[至到~～—–-]/
export const weekdaySeparator = /[、,，;；/及和]/
export const weekdayWords: readonly (readonly [RegExp, readonly number[]])[] = [
  [/^(工作日|上学日|平日|weekdays?)$/i, [1, 2, 3, 4, 5]],
  [/^(每天|每日|全周|daily|every ?day)$/i, [1, 2, 3, 4, 5, 6, 7]],
  [/^(周末|双休日|weekends?)$/i, [6, 7]],
]

export const gateTableWords: TableWords<
  | 'code'
  | 'school'
  | 'town'
  | 'name'
  | 'use'
  | 'opened'
  | 'lon'
  | 'lat'
  | 'gradeBand'
  | 'weekdays'
  | 'arrival'
  | 'dismissal'
  | 'startsOn'
  | 'endsOn'
> = {
  title: { zh: '校门与作息时间表', en: 'Gates and bells' },
  columns: {
    code: {
      zh: ['学校标识码', '学校（机构）标识码', '标识码', '机构代码', '学校代码'],
      en: ['School code'],
      example: '2153000018',
      hint: {
        zh: '有标识码时以它认定学校,没有时以校名',
        en: 'The school is found by its code, else by its name',
      },
    },
    school: {
      zh: ['学校名称', '校名', '学校', '单位名称', '学校全称'],
      en: ['School name', 'School'],
      example: '安和县第一小学',
    },
    town: { zh: ['乡镇（街道）', '乡镇', '街道', '所在乡镇'], en: ['Town'] },
    name: {
      zh: ['校门名称', '校门', '门名', '大门名称', '出入口', '出入口名称'],
      en: ['Gate', 'Gate name'],
      example: '东门',
      hint: {
        zh: '留空表示作息时间用于该校所有开放的校门',
        en: 'Leave empty for bells that hold at every opened gate',
      },
    },
    use: { zh: ['用途', '校门用途', '类型', '通行类型'], en: ['Use'], example: '人行' },
    opened: { zh: ['是否开放', '开放', '是否启用', '启用'], en: ['Opened'], example: '是' },
    lon: { zh: ['经度', '东经', '校门经度'], en: ['Longitude', 'lon', 'lng'], example: '102.5031' },
    lat: { zh: ['纬度', '北纬', '校门纬度'], en: ['Latitude', 'lat'], example: '24.9012' },
    gradeBand: {
      zh: ['年级', '年级段', '学段', '适用年级'],
      en: ['Grades'],
      example: '',
      hint: { zh: '各年级时间相同的留空', en: 'Leave empty when all grades keep the same times' },
    },
    weekdays: {
      zh: ['适用星期', '星期', '适用日', '周几'],
      en: ['Weekdays'],
      example: '周一至周五',
      hint: { zh: '如 周一至周五、周五;留空为周一至周五', en: 'As 1-5; Monday to Friday if empty' },
    },
    arrival: {
      zh: ['上学时间', '到校时间', '早到校', '上午到校', '上学', '到校', '上学铃', '早到'],
      en: ['Arrival'],
      example: '07:40',
    },
    dismissal: {
      zh: ['放学时间', '离校时间', '放学', '下午放学', '离校', '放学铃'],
      en: ['Dismissal'],
      example: '16:30',
    },
    startsOn: {
      zh: ['开始日期', '起始日期', '执行日期', '启用日期'],
      en: ['From'],
      example: '2026-09-01',
    },
    endsOn: { zh: ['结束日期', '截止日期', '停用日期'], en: ['Until'] },
  },
}
