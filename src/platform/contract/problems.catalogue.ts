import { problems } from './problem.ts'

/** Refusals that any address may give. */
export const baseProblems = problems('request', {
  invalid: {
    status: 400,
    zh: '提交的内容有 {count} 处不符合要求,请按提示修改后重试。',
    en: 'The request has {count} invalid fields; correct them and try again.',
  },
  malformed: {
    status: 400,
    zh: '请求无法读取:{reason}。',
    en: 'The request could not be read: {reason}.',
  },
  tooLarge: {
    status: 413,
    zh: '内容超过 {limitKb} KB 的上限,请分批提交。',
    en: 'The content exceeds {limitKb} KB; send it in parts.',
  },
  tooManyRows: {
    status: 422,
    zh: '一次最多导出 {rowsMax} 行,请缩小筛选范围后再导出。',
    en: 'At most {rowsMax} rows are exported at once; narrow the filter and try again.',
  },
  notSignedIn: { status: 401, zh: '请先登录。', en: 'Please sign in first.' },
  forbidden: {
    status: 403,
    zh: '您当前的角色没有此项权限;如有其他角色请切换,或联系管理员。',
    en: 'Your present role lacks this permission; switch to another role of yours or ask the administrator.',
  },
  crossSite: {
    status: 403,
    zh: '请求来自其他网站,已拒绝。',
    en: 'The request came from another site and was refused.',
  },
  onlyHere: {
    status: 403,
    zh: '只在服务器本机上提供。',
    en: 'Answered on the server itself only.',
  },
  stepUpNeeded: {
    status: 403,
    zh: '此操作需要再次验证身份:请重新输入密码或动态码。',
    en: 'This needs a fresh check: enter your password or code again.',
  },
  notFound: {
    status: 404,
    zh: '没有找到,或不在您的辖区内。',
    en: 'Not found, or outside your area.',
  },
  conflict: {
    status: 409,
    zh: '同一编号已有不同内容的记录,原记录未改动。',
    en: 'A record with this id but other content exists; it was left as it is.',
  },
  stale: {
    status: 409,
    zh: '记录已被他人修改(版本 {version}),请刷新后重试。',
    en: 'The record has been changed meanwhile (version {version}); reload and try again.',
  },
  violated: {
    status: 422,
    zh: '不符合数据规则:{constraint}。',
    en: 'A data rule was violated: {constraint}.',
  },
  referenced: {
    status: 409,
    zh: '还有其他记录引用它,或引用的记录不存在({constraint})。',
    en: 'Other records refer to it, or what it refers to is missing ({constraint}).',
  },
  duplicate: {
    status: 409,
    zh: '已有相同的记录({constraint})。',
    en: 'Such a record exists already ({constraint}).',
  },
  busy: { status: 503, zh: '系统繁忙,请稍后重试。', en: 'The system is busy; try again shortly.' },
  internal: {
    status: 500,
    zh: '系统内部出错,编号 {reference},内容未丢失,请重试或联系管理员。',
    en: 'Internal error, reference {reference}; try again or tell your administrator.',
  },
})
