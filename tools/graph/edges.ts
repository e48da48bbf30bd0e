import type { Architecture } from '../../architecture.mjs'
import type { RuleName } from './complaint.ts'
import type { Target } from './resolve.ts'
import { isFrontDoor, isRules, isTest, type Zone, zoneOf } from './zones.ts'

/** Why an edge is refused. */
export type Refusal = { rule: RuleName; message: string }

type ModuleZone = Zone & { kind: 'module' }

/** The rule that forbids `importer` to name `target`, or `undefined` when it may. */
export function refusalOf(
  importer: string,
  target: Target,
  architecture: Architecture,
): Refusal | undefined {
  if (target.kind === 'file') return fileRefusal(importer, target.path, architecture)
  if (target.kind === 'package') return packageRefusal(importer, target.name, architecture)
  if (target.kind === 'builtin') return builtinRefusal(importer, target.name, architecture)
  return { rule: 'unresolved', message: 'leads to no file (extensions are written out)' }
}

function fileRefusal(
  importer: string,
  target: string,
  architecture: Architecture,
): Refusal | undefined {
  const from = zoneOf(importer, architecture)
  const to = zoneOf(target, architecture)
  const test = isTest(importer)
  if (from.kind === 'outside') return undefined
  if (to.kind === 'outside') return outsideRefusal(target, from, test)
  if (isTest(target)) return refuse('into-tests', `${target} is a test; nothing imports it`)
  if (to.kind === 'app') {
    const allowed = from.kind === 'app' || test
    return allowed ? undefined : refuse('into-app', `only app itself may use ${target}`)
  }
  if (isRules(importer)) return rulesRefusal(from, to, target)
  switch (from.kind) {
    case 'app':
      return undefined
    case 'engine':
      return to.kind === 'engine' && to.engine === from.engine
        ? undefined
        : refuse('engine-knows-product', `engine ${from.engine} may not use ${target}`)
    case 'platform':
      return platformRefusal(from, to, target, architecture)
    case 'module':
      return moduleRefusal(from, to, target, architecture, test)
  }
}

function outsideRefusal(target: string, from: Zone, test: boolean): Refusal | undefined {
  // The manifest says the version; the architecture is data for checkers only.
  if (target === 'package.json') return undefined
  if (test && target.startsWith('test/')) return undefined
  if (test && from.kind === 'app') return undefined
  return refuse('into-tools', `the product may not use ${target}`)
}

function rulesRefusal(from: Zone, to: Zone, target: string): Refusal | undefined {
  const own = from.kind === 'module' && to.kind === 'module' && to.module === from.module
  const pure =
    (own && (to.part === 'contract' || isRules(target))) ||
    (from.kind === 'platform' && to.kind === 'platform' && isRules(target)) ||
    (to.kind === 'platform' && to.folder === 'contract') ||
    to.kind === 'engine'
  if (pure || (from.kind === 'module' && to.kind === 'module' && !own && to.part === 'contract')) {
    return undefined
  }
  return refuse('rules-not-pure', `rules use rules and contracts only, not ${target}`)
}

function platformRefusal(
  from: Zone & { kind: 'platform' },
  to: Zone,
  target: string,
  architecture: Architecture,
): Refusal | undefined {
  if (to.kind === 'module') {
    return refuse('platform-uses-module', `platform may not use module ${to.module} (${target})`)
  }
  if (to.kind !== 'platform') return undefined
  const floors = architecture.platformFloors
  const floor =
    from.folder === 'ui' ? floors.ui : from.folder === 'contract' ? floors.contract : undefined
  if (floor && !floor.includes(to.folder)) {
    return refuse(
      'floor',
      `platform/${from.folder} may use ${floor.join(', ')} only, not ${target}`,
    )
  }
  if (from.folder !== 'ui' && to.folder === 'ui') {
    return refuse('floor', `platform/ui runs in the browser; ${target} may not be used here`)
  }
  return undefined
}

function moduleRefusal(
  from: ModuleZone,
  to: Zone,
  target: string,
  architecture: Architecture,
  test: boolean,
): Refusal | undefined {
  if (to.kind === 'platform') return groundRefusal(from, to, target, architecture)
  if (to.kind !== 'module') return undefined
  if (to.module === from.module) return test ? undefined : ownRefusal(from, to, target)
  return otherModuleRefusal(from, to, target, architecture)
}

function groundRefusal(
  from: ModuleZone,
  to: Zone & { kind: 'platform' },
  target: string,
  architecture: Architecture,
): Refusal | undefined {
  if (architecture.platformClosed.some((path) => target.startsWith(`src/platform/${path}`))) {
    return refuse('unbound-connection', `a module asks within its scope only, not by ${target}`)
  }
  if (from.part === 'browser') {
    return architecture.platformFloors.ui.includes(to.folder)
      ? undefined
      : refuse('browser-uses-server', `the browser may not use ${target}`)
  }
  if (from.part === 'contract' || from.part === 'catalogue') {
    return to.folder === 'contract'
      ? undefined
      : refuse('contract-not-pure', `a contract may not use ${target}`)
  }
  return to.folder === 'ui'
    ? refuse('server-uses-browser', `the server may not use ${target}`)
    : undefined
}

function ownRefusal(from: ModuleZone, to: ModuleZone, target: string): Refusal | undefined {
  if (to.part === 'catalogue') return undefined
  if (from.part === 'browser') {
    return to.part === 'server'
      ? refuse('browser-uses-server', `the browser may not use ${target}`)
      : undefined
  }
  if (from.part === 'contract') {
    return to.part === 'contract'
      ? undefined
      : refuse('contract-not-pure', `a contract may not use ${target}`)
  }
  return to.part === 'browser'
    ? refuse('server-uses-browser', `the server may not use ${target}`)
    : undefined
}

function otherModuleRefusal(
  from: ModuleZone,
  to: ModuleZone,
  target: string,
  architecture: Architecture,
): Refusal | undefined {
  if (!(architecture.mayUse[from.module] ?? []).includes(to.module)) {
    return refuse('undeclared-edge', `${from.module} may not use ${to.module} (${target})`)
  }
  const side = from.part === 'browser' || from.part === 'contract' ? from.part : 'server'
  const doors = architecture.frontDoors[side]
  return isFrontDoor(to.inner, doors)
    ? undefined
    : refuse(
        'past-front-door',
        `${target} is behind the doors of ${to.module}: ${doors.join(', ')}`,
      )
}

function packageRefusal(
  importer: string,
  name: string,
  architecture: Architecture,
): Refusal | undefined {
  const from = zoneOf(importer, architecture)
  if (from.kind === 'outside' || isTest(importer)) return undefined
  if (isRules(importer) && !architecture.purePackages.includes(name)) {
    return refuse('rules-not-pure', `rules use rules and contracts only, not ${name}`)
  }
  if (isContract(from) && !architecture.purePackages.includes(name)) {
    return refuse('contract-not-pure', `a contract may not use ${name}`)
  }
  const homes = architecture.packageHomes[name]
  return homes && !homes.some((home) => importer.startsWith(home))
    ? refuse('package-home', `${name} is used in ${homes.join(', ')} only`)
    : undefined
}

function builtinRefusal(
  importer: string,
  name: string,
  architecture: Architecture,
): Refusal | undefined {
  const from = zoneOf(importer, architecture)
  if (from.kind === 'outside' || isTest(importer)) return undefined
  if (isRules(importer)) {
    return refuse('rules-not-pure', `rules use rules and contracts only, not ${name}`)
  }
  if (isContract(from)) return refuse('contract-not-pure', `a contract may not use ${name}`)
  const inBrowser = from.kind === 'module' ? from.part === 'browser' : isFloor(from, 'ui')
  return inBrowser ? refuse('browser-uses-server', `the browser may not use ${name}`) : undefined
}

function isContract(zone: Zone): boolean {
  return zone.kind === 'module' ? zone.part === 'contract' : isFloor(zone, 'contract')
}

function isFloor(zone: Zone, folder: string): boolean {
  return zone.kind === 'platform' && zone.folder === folder
}

const refuse = (rule: RuleName, message: string): Refusal => ({ rule, message })
