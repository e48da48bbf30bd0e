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
  noRole: {
    status: 403,
    zh: '该账号目前没有可用的角色,请联系本级安全管理员。',
    en: 'This account has no role at present; ask your security administrator.',
  },
})
