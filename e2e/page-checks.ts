import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

/** Runs before the page's own scripts: adds up what moves without having been touched. */
export function watchLayout(): void {
  const seen = window as unknown as { layoutMoves: Move[] }
  seen.layoutMoves = []
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { value, hadRecentInput, sources } = entry as unknown as LayoutShift
      const what = sources.map(
        ({ node, previousRect: from, currentRect: to }) =>
          `${node?.parentElement?.className} > ${(node as Element | null)?.className ?? node?.nodeName} from ${from.x},${from.y} to ${to.x},${to.y}`,
      )
      if (!hadRecentInput) seen.layoutMoves.push({ value, what })
    }
  }).observe({ type: 'layout-shift', buffered: true })
}

interface LayoutShift {
  readonly value: number
  readonly hadRecentInput: boolean
  readonly sources: readonly {
    readonly node: Node | null
    readonly previousRect: DOMRectReadOnly
    readonly currentRect: DOMRectReadOnly
  }[]
}

interface Move {
  readonly value: number
  /** Classes of what moved, and its places. */
  readonly what: readonly string[]
}

/** A tenth of what browsers still call good: a list may grow a line, a button never runs away. */
const movedMax = 0.01

/** What moved by itself on the present page since it was opened, when it is more than a trifle. */
export async function layoutMoves(page: Page): Promise<string[]> {
  const moves = await page.evaluate(
    () => (window as unknown as { layoutMoves: Move[] }).layoutMoves,
  )
  const moved = moves.reduce((sum, { value }) => sum + value, 0)
  if (moved <= movedMax) return []
  return [`moved by ${moved.toFixed(3)}: ${moves.flatMap(({ what }) => what).join(' | ')}`]
}

interface Finding {
  readonly id: string
  readonly impact: string
  readonly nodes: readonly { readonly html: string }[]
}

const axe = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Colours follow the theme, all else the language: what is shown again needs the one part only. */
const rulesOf = {
  all: {},
  colours: { runOnly: { type: 'rule', values: ['color-contrast'] } },
  structure: { rules: { 'color-contrast': { enabled: false } } },
} as const

/** Serious and critical findings of WCAG 2.2 A and AA on the present page, in words. */
export async function seriousFindings(
  page: Page,
  part: keyof typeof rulesOf = 'all',
): Promise<string[]> {
  // Playwright evaluates beside the page's own policy; nothing of the page is weakened by it.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await axe)
  const findings = await page.evaluate(async (rules) => {
    const { axe: checker } = window as unknown as {
      axe: { run(options: unknown): Promise<{ violations: Finding[] }> }
    }
    return (await checker.run({ ...rules, resultTypes: ['violations'] })).violations
  }, rulesOf[part])
  return findings
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
}

/** By what the present page, or its content beside the menu, is wider than there is room. */
export async function overflows(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('main')]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
      .map(({ tagName, scrollWidth, clientWidth, children }) => {
        const inside = [...children].flatMap((child) => [child, ...child.querySelectorAll('*')])
        const [widest] = inside.sort((a, b) => b.scrollWidth - a.scrollWidth)
        return `${tagName} is ${scrollWidth} px wide in ${clientWidth}: ${widest?.outerHTML.slice(0, 160)}`
      }),
  )
}

/**
 * Of the registered addresses (`/schools/$schoolId`, `/gate-code/:gateId`) those that no visited
 * one leads to. An address without parameters goes before one with.
 */
export function unvisited(registered: readonly string[], visited: readonly string[]): string[] {
  const plainFirst = [...registered].sort((a, b) => placesIn(a) - placesIn(b))
  const led = visited.map((address) => {
    const [path = ''] = address.split(/[?#]/)
    return plainFirst.find((one) => shapeOf(one).test(path))
  })
  return registered.filter((one) => !led.includes(one))
}

const place = /[$:]\w+/g
const placesIn = (registered: string): number => registered.match(place)?.length ?? 0
const shapeOf = (registered: string) => new RegExp(`^${registered.replace(place, '[^/]+')}$`)
