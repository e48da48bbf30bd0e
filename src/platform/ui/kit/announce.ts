import { elapsedMs } from '../clock.ts'

const spacingMs = 5_000
let lastAt = Number.NEGATIVE_INFINITY
let pending: string | undefined
let timer: ReturnType<typeof setTimeout> | undefined

function region(kind: 'polite' | 'assertive'): HTMLElement {
  const id = `anyuan-${kind}`
  const known = document.getElementById(id)
  if (known) return known
  const made = document.createElement('div')
  made.id = id
  made.className = 'ay-unseen'
  made.setAttribute('aria-live', kind)
  document.body.append(made)
  return made
}

/** Tells a screen reader what changed: at most one sentence in 5 s, the latest wins. */
export function announce(sentence: string): void {
  pending = sentence
  if (timer) return
  const waitMs = Math.max(0, lastAt + spacingMs - elapsedMs())
  timer = setTimeout(() => {
    timer = undefined
    lastAt = elapsedMs()
    region('polite').textContent = pending ?? ''
  }, waitMs)
}
