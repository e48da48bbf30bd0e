import type { Said } from '../../../../platform/contract/said.ts'

/** The documents whose figures these are, named by their county or city. */
const documents = {
  kunming: { zh: '昆明市公安局2014年工作报告', en: 'Kunming police, work report 2014' },
  guandu: {
    zh: '昆明市公安局官渡分局2021年提案答复',
    en: 'Kunming Guandu police, reply to a proposal 2021',
  },
  chuanshan: {
    zh: '遂宁市公安局船山分局2021年护学勤务总结',
    en: 'Suining Chuanshan police, summary of gate duty 2021',
  },
  nujiang: {
    zh: '怒江州公安局2021年代表建议答复',
    en: 'Nujiang police, reply to a deputy 2021',
  },
} as const satisfies Record<string, Said>

/** A place in a document, with its words. Papers stay in the language they are written in. */
const clause = (document: Said, zh: string, en: string, words: string): Said => ({
  zh: `${document.zh}，${zh}：${words}`,
  en: `${document.en}, ${en}: ${words}`,
})

const { kunming, guandu, chuanshan, nujiang } = documents

/** Where each figure was asked for or first told. */
export const clauses = {
  patrol: clause(
    kunming,
    '一（一）',
    'part 1(1)',
    '日均直接投入1000余名警察，协警1200余人为1000多所学校开展“三见”工作',
  ),
  policeRooms: clause(
    kunming,
    '一（二）',
    'part 1(2)',
    '门前500米内建立警务室、治安岗亭400余个，其中校园专属警务室102个',
  ),
  massForce: clause(
    kunming,
    '一（二）',
    'part 1(2)',
    '发动护村队、基层治保会等群防群治力量70000余人次参加到校园安全巡逻',
  ),
  forceSent: clause(kunming, '一（三）', 'part 1(3)', '共出动警力近10000人次，车辆4000余台次'),
  schools: clause(kunming, '一（三）', 'part 1(3)', '全市2321所开展基础教育的学校、幼儿园'),
  guards: clause(
    kunming,
    '二（一）',
    'part 2(1)',
    '落实校园保安派驻4000余人，并实现了全市公办学校保安员派驻率100%',
  ),
  cadres: clause(
    kunming,
    '二（一）',
    'part 2(1)',
    '落实专、兼职保卫干部近3000人，校卫队和自行招用安保人员近4000人',
  ),
  gearAdded: clause(kunming, '二（一）', 'part 2(1)', '为校园保安员增配防护装备设施5000余件'),
  boarding: clause(
    kunming,
    '二（一）',
    'part 2(1)',
    '525所寄宿制学校落实了专兼职宿舍管理教师1500余名',
  ),
  mustAttend: clause(
    kunming,
    '二（四）',
    'part 2(4)',
    '明确了市、县（市、区）、派出所三级公安机关校园“三见”必到学校名单',
  ),
  gearSets: clause(kunming, '二（四）', 'part 2(4)', '四个主城区共落实安保装备2400余套'),
  reporting: clause(kunming, '三（一）', 'part 3(1)', '杜绝迟报、误报、漏报等情况发生'),
  posts: clause(chuanshan, '总述', 'summary', '全区共设立“护学岗”106处'),
  coverage: clause(chuanshan, '一', 'part 1', '实现全区中小学幼儿园护学工作全覆盖'),
  duty: clause(chuanshan, '总述', 'summary', '累计出动护学执勤警力6292余人次'),
  atPosts: clause(
    chuanshan,
    '总述',
    'summary',
    '现场处置师生、家长求助、报警219余人次，现场提供帮助帮扶300余次，盘查各类可疑人员80余人，妥善处置各类突发性案事件19起',
  ),
  requests: clause(chuanshan, '总述', 'summary', '现场处置师生、家长求助、报警219余人次'),
  help: clause(chuanshan, '总述', 'summary', '现场提供帮助帮扶300余次'),
  checks: clause(chuanshan, '总述', 'summary', '盘查各类可疑人员80余人'),
  incidents: clause(chuanshan, '总述', 'summary', '妥善处置各类突发性案事件19起'),
  bellTimes: clause(chuanshan, '二', 'part 2', '上岗时间跟着学校时间走，上岗人数跟着实际情况变'),
  onTime: clause(chuanshan, '二', 'part 2', '执勤时必须准时到岗，严禁无故缺岗脱岗和提前撤岗'),
  team: clause(
    chuanshan,
    '二',
    'part 2',
    '1名民警、1名辅警、1名学校保卫干部、2名专职保安员、2名教职员工、4名群防群治力量',
  ),
  guardsAdded: clause(chuanshan, '二', 'part 2', '累计新增专职保安员57名'),
  deeds: clause(chuanshan, '四', 'part 4', '执勤人员及时控制一辆失控电动三轮车'),
  threeSights: clause(
    nujiang,
    '四（五）',
    'part 4(5)',
    '确保在上学、放学等重点时段校园门口见警察、见警车、见警灯',
  ),
  rates: clause(nujiang, '四（五）', 'part 4(5)', '提高校园周边见警率和管事率'),
  linkedOfficers: clause(nujiang, '五', 'part 5', '各级各类学校均明确了联校警力'),
  pilots: clause(guandu, '护学岗建设', 'on posts', '选取了三家“警校家”试点学校'),
} as const satisfies Record<string, Said>
