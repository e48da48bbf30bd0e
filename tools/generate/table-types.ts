import type { Column, Relation } from './catalog.ts'

/** How `pg` hands a value over, with the parsers that `src/platform/database` sets. */
const typeScriptTypes: Record<string, string> = {
  bool: 'boolean',
  bytea: 'Buffer',
  date: 'string',
  float4: 'number',
  float8: 'number',
  inet: 'string',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  json: 'Json',
  jsonb: 'Json',
  bit: 'string',
  ltree: 'string',
  name: 'string',
  numeric: 'string',
  text: 'string',
  time: 'string',
  timestamptz: 'Date',
  tstzrange: 'string',
  uuid: 'string',
  varchar: 'string',
}

/** Read as unknown and parsed by its contract; an array must be written as JSON text. */
const jsonAliases = {
  Json: 'ColumnType<unknown, JsonInput, JsonInput>',
  NullableJson: 'ColumnType<unknown, JsonInput | null | undefined, JsonInput | null>',
  GeneratedJson: 'ColumnType<unknown, JsonInput | undefined, JsonInput>',
}

const jsonInput = `// pg writes an array as a PostgreSQL array: give JSON text instead.
type JsonInput = string | (object & { readonly length?: never })
`

/** One relation under the name that queries use. */
export type NamedRelation = { schema: string; relation: Relation }

/**
 * The Kysely types of a set of relations: an interface for each, and `Tables`, which maps
 * `schema.name` to them.
 *
 * @throws Error for a PostgreSQL type that has no agreed TypeScript type yet.
 */
export function tableTypes(relations: readonly NamedRelation[]): string {
  const interfaces = relations.map(({ schema, relation }) => relationInterface(schema, relation))
  const entries = relations.map(
    ({ schema, relation }) => `  '${schema}.${relation.name}': ${interfaceName(relation)}\n`,
  )
  const body = `${interfaces.join('\n')}\nexport interface Tables {\n${entries.join('')}}\n`
  const aliases = Object.entries(jsonAliases).filter(([name]) => uses(body, name))
  const json = aliases.map(([name, type]) => `type ${name} = ${type}\n`).join('')
  const head = json === '' ? '' : `${json}${jsonInput}\n`
  const used = ['ColumnType', 'Generated', 'GeneratedAlways'].filter((name) =>
    uses(head + body, name),
  )
  const imports = used.length > 0 ? `import type { ${used.join(', ')} } from 'kysely'\n\n` : ''
  return `// Written by \`npm run generate\` from the migrated database.\n${imports}${head}${body}`
}

const uses = (text: string, name: string): boolean => new RegExp(`\\b${name}\\b`).test(text)

function relationInterface(schema: string, relation: Relation): string {
  const columns = relation.columns.map((column) => {
    const type = columnType(column, `${schema}.${relation.name}.${column.name}`)
    return `  ${column.name}: ${type}\n`
  })
  return `export interface ${interfaceName(relation)} {\n${columns.join('')}}\n`
}

function columnType(column: Column, place: string): string {
  const single = typeScriptTypes[column.type]
  if (single === undefined) throw new Error(`${place}: no TypeScript type for ${column.type}`)
  if (single === 'Json' && !column.isArray) return jsonColumnType(column)
  const values = column.allowed.map((value) => `'${value.replaceAll("'", "\\'")}'`)
  const narrowed = values.length > 0 ? values.join(' | ') : single
  const plain = column.isArray ? `${values.length > 0 ? `(${narrowed})` : narrowed}[]` : narrowed
  const type = column.nullable ? `${plain} | null` : plain
  if (column.generatedAlways) return `GeneratedAlways<${type}>`
  return column.hasDefault ? `Generated<${type}>` : type
}

function jsonColumnType(column: Column): keyof typeof jsonAliases {
  if (column.nullable) return 'NullableJson'
  return column.hasDefault ? 'GeneratedJson' : 'Json'
}

/** `post_requirement` → `PostRequirementTable`; a published view ends in `View`. */
function interfaceName(relation: Relation): string {
  const name = relation.name
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
  return name + (relation.kind === 'view' ? 'View' : 'Table')
}
