import type { Client } from 'pg'
import { architecture, type SchemaRules } from '../architecture.mjs'
import {
  type DefinerFunction,
  readDefinerFunctions,
  readRole,
  readTables,
  readViews,
  type Table,
  type View,
} from './schema-lint/catalog.ts'
import { tableRules } from './schema-lint/rules.ts'

/** Rules that look at more than one table, or at no table. */
export const wholeRules = ['definer', 'empty', 'list', 'role', 'schema', 'view'] as const

/**
 * Holds the catalog of a migrated database against the rules that a distributed engine and row
 * protection ask for. Each complaint reads `rule: object message`; none means all is well.
 */
export async function lintSchema(
  client: Client,
  rules: SchemaRules = architecture.schema,
): Promise<string[]> {
  const tables = await readTables(client, rules)
  const byName = new Map(tables.map((table) => [table.name, table]))
  const complaints = tables.flatMap((table) =>
    Object.entries(tableRules).flatMap(([rule, complain]) =>
      complain(table, byName, rules).map((message) => `${rule}: ${table.name} ${message}`),
    ),
  )
  const definers = await readDefinerFunctions(client, rules)
  complaints.push(...(tables.length === 0 ? ['empty: no table was read'] : []))
  complaints.push(...schemaComplaints(tables))
  complaints.push(...(await readViews(client, rules)).flatMap(viewComplaints))
  complaints.push(...definers.flatMap((definer) => definerComplaints(definer, rules)))
  complaints.push(...listComplaints(byName, definers, rules))
  complaints.push(...(await roleComplaints(client, rules)))
  return complaints.sort()
}

/** One PostgreSQL schema for each module, of its name. */
function schemaComplaints(tables: readonly Table[]): string[] {
  const known = new Set(['platform', ...Object.keys(architecture.mayUse)])
  const present = new Set(tables.map((table) => table.name.split('.')[0] ?? ''))
  return [...present]
    .filter((schema) => !known.has(schema))
    .map((schema) => `schema: ${schema} is no module of architecture.mjs`)
}

/** A view runs with its owner's rights, past every policy, unless it says otherwise. */
function viewComplaints(view: View): string[] {
  if (view.isMaterialized) return [`view: ${view.name} is materialized and knows no row policy`]
  return view.asInvoker ? [] : [`view: ${view.name} lacks security_invoker = true`]
}

function definerComplaints(definer: DefinerFunction, rules: SchemaRules): string[] {
  const complain = (message: string): string => `definer: ${definer.name} ${message}`
  return [
    ...(definer.name in rules.definerFunctions ? [] : [complain('is not in architecture.mjs')]),
    ...(definer.pathIsFixed ? [] : [complain('does not set its search_path')]),
    ...(definer.isForEverybody ? [complain('may be called by everybody')] : []),
  ]
}

/** An exception for something that is gone would cover whatever takes its name. */
function listComplaints(
  tables: ReadonlyMap<string, Table>,
  definers: readonly DefinerFunction[],
  rules: SchemaRules,
): string[] {
  const lists = [rules.referenceTables, rules.localTables, rules.countyTables, rules.keyedTables]
  const unaudited = Object.keys(rules.unaudited).filter((name) => !name.includes('#'))
  const named = [...lists, rules.appendOnlyTables].flatMap((list) => Object.keys(list))
  const functions = new Set(definers.map((definer) => definer.name))
  const gone = [
    ...[...named, ...unaudited].filter((name) => !tables.has(name)),
    ...Object.keys(rules.definerFunctions).filter((name) => !functions.has(name)),
  ]
  return [...new Set(gone)].map((name) => `list: ${name} is listed in architecture.mjs but gone`)
}

async function roleComplaints(client: Client, rules: SchemaRules): Promise<string[]> {
  const role = await readRole(client, rules.applicationRole)
  if (!role) return [`role: ${rules.applicationRole} does not exist`]
  return role.bypassesPolicies ? [`role: ${rules.applicationRole} bypasses row security`] : []
}
