import { type Command, CommandProblem } from '../command.ts'
import { codeOf } from '../demo/account-lines.ts'
import { readDemoState } from '../demo/demo-accounts.ts'

export const demoAccountsCommand: Command = {
  name: 'demo accounts',
  usage: 'demo accounts [--json]',
  summary: 'Shows the demo accounts of this data folder, with the one-time codes of this moment.',
  options: {},
  async run({ config }) {
    const state = await readDemoState(config.dataFolder)
    if (!state) throw new CommandProblem('This data folder holds no demonstration.')
    const accounts = state.accounts.map((account) => ({
      loginName: account.loginName,
      title: account.title,
      password: account.password,
      code: codeOf(account),
    }))
    return Object.fromEntries(accounts.map(({ loginName, ...rest }) => [loginName, rest]))
  },
}
