/** One shortest cycle of every knot in the graph, each beginning with its smallest path. */
export function cyclesIn(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  return knotsIn(graph)
    .map((knot) => shortestCycle([...knot].sort()[0] ?? '', knot, graph))
    .sort((a, b) => (a.join() < b.join() ? -1 : 1))
}

/** Strongly connected components of more than one file, or of one that names itself (Tarjan). */
function knotsIn(graph: ReadonlyMap<string, readonly string[]>): Set<string>[] {
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const stack: string[] = []
  const open = new Set<string>()
  const knots: Set<string>[] = []

  const visit = (path: string): void => {
    const number = order.size
    order.set(path, number)
    stack.push(path)
    open.add(path)
    let low = number
    for (const next of graph.get(path) ?? []) {
      if (!order.has(next)) {
        visit(next)
        low = Math.min(low, lowest.get(next) ?? low)
      } else if (open.has(next)) {
        low = Math.min(low, order.get(next) ?? low)
      }
    }
    lowest.set(path, low)
    if (low !== number) return
    const knot = new Set(stack.splice(stack.indexOf(path)))
    for (const member of knot) open.delete(member)
    if (knot.size > 1 || graph.get(path)?.includes(path)) knots.push(knot)
  }

  for (const path of graph.keys()) if (!order.has(path)) visit(path)
  return knots
}

function shortestCycle(
  start: string,
  knot: ReadonlySet<string>,
  graph: ReadonlyMap<string, readonly string[]>,
): string[] {
  const cameFrom = new Map<string, string>()
  const queue = [start]
  for (const path of queue) {
    for (const next of graph.get(path) ?? []) {
      if (next === start) return [...pathTo(path, start, cameFrom), start]
      if (!knot.has(next) || cameFrom.has(next)) continue
      cameFrom.set(next, path)
      queue.push(next)
    }
  }
  return [start]
}

function pathTo(end: string, start: string, cameFrom: ReadonlyMap<string, string>): string[] {
  const path = [end]
  for (let at = end; at !== start; ) {
    const before = cameFrom.get(at)
    if (before === undefined) break
    path.unshift(before)
    at = before
  }
  return path
}
