import { problems } from '../../../platform/contract/problem.ts'

/** Refusals of sign-in and of what a person may do with accounts and roles. */
export const identityProblems = problems('identity', {
  signInFailed: {
    status: 401,
    zh: '账号、密码或动态码不正确。',
    en: 'The account, the password or the code is wrong.',
  },
  signInPaused: {
    status: 429,
    zh: '尝试次数过多,请在 {waitS} 秒后再试。',
    en: 'Too many attempts; try again in {waitS} seconds.',
  },
  codeNeeded: {
    status: 403,
    zh: '该角色须用动态码登录,请退出后用动态码重新登录。',
    en: 'This role signs in with a code; sign out, and in again with it.',
  },
  totpNotEnrolled: {
    status: 403,
    zh: '该账号登录需要动态码,请先在手机验证器中绑定。',
    en: 'This account signs in with a code; enrol an authenticator first.',
  },
  totpAlreadyEnrolled: {
    status: 409,
    zh: '已绑定验证器;设备丢失请联系本级安全管理员。',
    en: 'An authenticator is enrolled; if it is lost ask your security administrator.',
  },
  noRole: {
    status: 403,
    zh: '该账号目前没有可用的角色,请联系本级安全管理员。',
    en: 'This account has no role at present; ask your security administrator.',
  },
  checkFailed: {
    status: 403,
    zh: '密码或动态码不正确。',
    en: 'The password or the code is wrong.',
  },
  linkUnusable: {
    status: 410,
    zh: '链接已使用、已撤回或已过期,请向邀请人重新索取。',
    en: 'The link was used, withdrawn or has expired; ask for a new one.',
  },
  nameNeeded: {
    status: 422,
    zh: '请填写姓名。',
    en: 'Please give your name.',
  },
  invitedHasOtherRoles: {
    status: 409,
    zh: '该人员已有其他岗位的账号,请由系统管理员办理。',
    en: 'This person has an account with other roles; ask the system administrator.',
  },
  ownRole: {
    status: 403,
    zh: '不能为自己授予或撤销角色。',
    en: 'Nobody grants or revokes their own roles.',
  },
  loginNameTaken: {
    status: 409,
    zh: '登录名“{loginName}”已有人使用，请换一个。',
    en: 'The login name {loginName} is in use; choose another.',
  },
  ownLeaving: {
    status: 403,
    zh: '不能为自己办理离岗，请由他人办理。',
    en: 'Nobody lets themselves go; ask somebody else to.',
  },
  administratorReturns: {
    status: 403,
    zh: '该人员是系统、安全或审计管理员，恢复在岗由系统管理员办理。',
    en: 'This person is a system, security or audit administrator; the system administrator brings them back.',
  },
  administratorStays: {
    status: 403,
    zh: '该人员是系统、安全或审计管理员，离岗由系统管理员办理。',
    en: 'This person is a system, security or audit administrator; the system administrator lets them go.',
  },
  rolesClash: {
    status: 409,
    zh: '三员分离:系统、安全、审计管理员须由不同的人担任,也不兼办业务。',
    en: 'Separation of administrators: system, security and audit administrators are different people, and none of them does the daily work.',
  },
  roleNotHere: {
    status: 422,
    zh: '这一级辖区不设这个角色,请改选辖区或角色。',
    en: 'This role does not exist for an area of this level; choose another area or role.',
  },
  roleHeld: {
    status: 409,
    zh: '该账号在此辖区已有这一角色。',
    en: 'The account holds this role for this area already.',
  },
  roleComing: {
    status: 409,
    zh: '该账号自 {startsOn} 起已有这一角色；要提前开始，请先撤销再授予。',
    en: 'The account holds this role from {startsOn}; to begin earlier, take it back and give it anew.',
  },
  accountMove: {
    status: 409,
    zh: '账号现在的状态不能这样变更,请刷新后再看。',
    en: 'The account cannot be changed like this in its present state; reload and look again.',
  },
  accountAtHome: {
    status: 422,
    zh: '借调人员的账号由其原单位办理。',
    en: 'The account of a seconded person is made at home.',
  },
  accountBeyond: {
    status: 403,
    zh: '该账号在您的辖区以外还有角色，由管理范围包含这些角色的管理员办理。',
    en: 'This account has roles outside your area; an administrator whose area covers them does this.',
  },
  accountClosed: {
    status: 409,
    zh: '账号已注销。',
    en: 'The account is closed.',
  },
  secondmentHome: {
    status: 422,
    zh: '借调只用于其他县区或上级单位的人员。',
    en: 'A secondment is for somebody of another county or of a body above.',
  },
  secondmentOpen: {
    status: 409,
    zh: '该人员在此县区已有未结束的借调。',
    en: 'This person has a secondment here that has not ended.',
  },
  secondmentProlonged: {
    status: 409,
    zh: '借调到 {endsOn} 为止，不能往后延；需要更久请另办借调。',
    en: 'The secondment ends on {endsOn} and is not prolonged; for longer, second the person anew.',
  },
  areaNamed: {
    status: 409,
    zh: '“{parent}”下已有“{name}”。',
    en: 'There is a “{name}” in “{parent}” already.',
  },
  agencyNamed: {
    status: 409,
    zh: '“{area}”已有单位“{name}”。',
    en: '“{area}” has an agency “{name}” already.',
  },
  areaInUse: {
    status: 409,
    zh: '“{name}”已有业务记录，不能删除；名称有误请改名。',
    en: '“{name}” has records and stays; if its name is wrong, rename it.',
  },
  areaStays: {
    status: 422,
    zh: '只有派出所可以删除，上级辖区和学校不在这里删除。',
    en: 'Only stations can be removed here, not areas above them nor schools.',
  },
  schoolNamed: {
    status: 422,
    zh: '学校名称请在学校登记中修改，辖区和单位名称随之更新。',
    en: 'A school is renamed in the register of schools; its area and agency follow.',
  },
  agencyInUse: {
    status: 409,
    zh: '“{name}”还有 {count} 名登记人员，不能删除；名称有误请改名。',
    en: '“{name}” has {count} people and stays; if its name is wrong, rename it.',
  },
})
