import { type PersonalDatum, personalData } from '../../src/app/personal-data.catalogue.ts'

const head = `# Personal data 个人信息清单

Made from \`src/app/personal-data.catalogue.ts\`; a test compares it with the schema. Positions,
contacts and texts lie beside their records and are erased by sweeps (decision 0002). There is no
field for health, religion, biometry, tracks, penalties or free remarks on persons.

| 字段 column | 用途 purpose | 依据 basis | 保存至 last day |
|---|---|---|---|
`

function line(columns: readonly string[], { purpose, basis, lastDay }: PersonalDatum): string {
  const names = columns.map((column) => `\`${column}\``).join('<br>')
  const cells = [purpose, basis, lastDay].map(({ zh, en }) => `${zh}<br>${en}`)
  return `| ${[names, ...cells].join(' | ')} |\n`
}

/** The list as a table; columns that share purpose and last day share a line. */
export function personalDataText(): string {
  const columnsOf = Map.groupBy(Object.keys(personalData), (column) => personalData[column])
  const lines = [...columnsOf].map(([datum, columns]) => (datum ? line(columns, datum) : ''))
  return head + lines.join('')
}
