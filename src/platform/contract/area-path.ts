/** Whether a path is that of an area or of what lies in it. */
export const isWithin = (path: string, area: string): boolean =>
  path === area || path.startsWith(`${area}.`)

/** The nearest area that all given paths lie in or below; empty when there is none. */
export function pathAbove(paths: readonly string[]): string {
  const [first = [], ...others] = [...new Set(paths)].map((path) => path.split('.'))
  const differs = first.findIndex((label, depth) =>
    others.some((labels) => labels[depth] !== label),
  )
  return (differs < 0 ? first : first.slice(0, differs)).join('.')
}
