import type { SchemaRules } from '../../architecture.mjs'
import type { ForeignKey, Placement, Policy, Table } from './catalog.ts'

/** Complaints about one table; `tables` are all, for the ends of foreign keys. */
export type TableRule = (
  table: Table,
  tables: ReadonlyMap<string, Table>,
  rules: SchemaRules,
) => string[]

/** Tables whose rows lie with their county. */
const isDistributed = (placement: Placement): boolean =>
  placement === 'scoped' || placement === 'county'

export const tableRules: Record<string, TableRule> = {
  'scope-column': (table) => {
    const wanted = { county_id: 'uuid', area_path: 'ltree', class: 'platform.row_class' }
    return Object.entries(wanted).flatMap(([name, type]) => {
      if (table.placement !== 'scoped' && (table.placement !== 'county' || name !== 'county_id')) {
        return []
      }
      const column = table.columns.find((candidate) => candidate.name === name)
      if (!column) return [`has no ${name}`]
      const isType = column.type.replace(/^public\./, '') === type
      return isType && column.notNull ? [] : [`${name} must be ${type} not null`]
    })
  },

  'primary-key': (table) => (table.keys.some((key) => key.isPrimary) ? [] : ['has no primary key']),

  'key-without-county': (table) =>
    isDistributed(table.placement)
      ? table.keys
          .filter((key) => !key.columns.includes('county_id'))
          .map((key) => `${key.name} (${key.columns.join(', ')}) lacks county_id`)
      : [],

  'foreign-key-placement': (table, tables) =>
    table.foreignKeys.flatMap((key) => placementComplaint(key, table, tables.get(key.target))),

  'foreign-key-index': (table) =>
    table.foreignKeys
      .filter((key) => !table.indexes.some((index) => serves(index.columns, key.columns)))
      .map((key) => `${key.name} (${key.columns.join(', ')}) has no index behind it`),

  trigger: (table) =>
    table.triggers.map((name) => `${name}: triggers do not run on a distributed table`),

  'row-security': (table) => {
    if (table.placement !== 'scoped' && !table.rowSecurity) return []
    return [
      ...(table.rowSecurity ? [] : ['row security is not enabled']),
      ...(table.rowSecurityForced ? [] : ['row security is not forced on the owner']),
    ]
  },

  'open-policy': (table) =>
    table.policies
      .filter((policy) => policy.expressions.some((expression) => !isBound(expression)))
      .map((policy) => `${policy.name} does not compare with nullif(current_setting(…), '')`),

  'missing-policy': (table, _tables, rules) => {
    if (table.placement !== 'scoped') return []
    return Object.entries({ select: 'r', insert: 'a', update: 'w', delete: 'd' })
      .filter(([privilege]) =>
        table.grants.some(
          (grant) => grant.grantee === rules.applicationRole && grant.privilege === privilege,
        ),
      )
      .filter(([, command]) => !table.policies.some((policy) => covers(policy, command)))
      .map(([privilege]) => `no policy of the scope stands before ${privilege}`)
  },

  'area-path-index': (table, _tables, rules) => {
    if (table.placement !== 'scoped') return []
    const hasIndex = table.indexes.some(
      ({ method, columns }) => method === 'gist' && columns.includes('area_path'),
    )
    if (table.name in rules.keyedTables) {
      return hasIndex ? ['has a gist index of area_path, and is listed as read without'] : []
    }
    return hasIndex ? [] : ['area_path has no gist index, so every scope scans the whole table']
  },

  'state-without-check': (table) =>
    table.columns
      .filter((column) => /(?:^|_)state$/.test(column.name) && !column.checked)
      .map((column) => `${column.name} has no check of its values`),

  'local-time': (table) =>
    table.columns
      .filter((column) => /^(?:timestamp without time zone|time with time zone)$/.test(column.type))
      .map((column) => `${column.name} is a ${column.type}; an instant is a timestamptz`),

  grant: (table, _tables, rules) => grantComplaints(table, rules),
}

function placementComplaint(key: ForeignKey, from: Table, to: Table | undefined): string[] {
  if (!to) return [`${key.name} leads to ${key.target}, which is not ours`]
  const ends = `${from.placement} → ${to.placement} (${to.name})`
  if (isDistributed(from.placement) && isDistributed(to.placement)) {
    const at = key.columns.indexOf('county_id')
    return at >= 0 && key.targetColumns[at] === 'county_id'
      ? []
      : [`${key.name} must carry county_id to ${to.name}`]
  }
  const allowed =
    to.placement === 'reference' || (from.placement === 'local' && to.placement === 'local')
  return allowed ? [] : [`${key.name} crosses nodes: ${ends}`]
}

/**
 * An index serves a key when it starts with the key's columns, in any order. Beside a key to a
 * reference table the county may lead, because every look-up names it.
 */
function serves(indexed: readonly string[], key: readonly string[]): boolean {
  const start = indexed.slice(0, key.length)
  const exact = start.length === key.length && key.every((column) => start.includes(column))
  const led = !key.includes('county_id') && indexed[0] === 'county_id'
  return exact || (led && serves(indexed.slice(1), key))
}

const settingRead = /current_setting\('app\.(\w+)'::text(, true)?\)/g

/** Reads scope or person, never forgives an absent setting, and turns an empty one into null. */
function isBound(expression: string): boolean {
  const reads = [...expression.matchAll(settingRead)]
  const guarded = [
    ...expression.matchAll(/NULLIF\(current_setting\('app\.\w+'::text\), ''::text\)/g),
  ]
  const binds = reads.some((read) => read[1] === 'scope' || read[1] === 'person')
  return binds && reads.length === guarded.length
}

function covers(policy: Policy, command: string): boolean {
  const bindsScope = policy.expressions.some((text) => text.includes("'app.scope'"))
  return bindsScope && (policy.command === command || policy.command === '*')
}

function grantComplaints(table: Table, rules: SchemaRules): string[] {
  const ordinary = ['select', 'insert', 'update', 'delete']
  const frozen = table.name in rules.appendOnlyTables ? ['update', 'delete'] : []
  const complaints = table.grants.flatMap(({ grantee, privilege }) => {
    if (grantee !== rules.applicationRole) return [`${privilege} is granted to ${grantee}`]
    if (!ordinary.includes(privilege)) return [`${privilege} is granted to ${grantee}`]
    return frozen.includes(privilege) ? [`is append-only, but ${grantee} may ${privilege}`] : []
  })
  const owned = table.owner === rules.applicationRole
  return owned ? [...complaints, `is owned by ${table.owner}`] : complaints
}
