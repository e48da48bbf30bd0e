import { useEffect, useRef } from 'react'
import { stored } from '../stored.ts'

const choice = stored<boolean>('keys', (value) => (typeof value === 'boolean' ? value : undefined))

/** Single-key shortcuts can be switched off, as WCAG 2.1.4 asks. */
export const keysOn = (): boolean => choice.read() ?? true
export const switchKeys = (on: boolean): void => choice.write(on)

export type KeyHandlers = Readonly<Record<string, (event: KeyboardEvent) => void>>

const writes = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** `ctrl+z`, `arrowdown`, `j`, `?`: what a key event is called in `useKeys`. */
function nameOf(event: KeyboardEvent): string {
  const key = event.key.toLowerCase()
  return event.ctrlKey || event.metaKey ? `ctrl+${key}` : event.altKey ? `alt+${key}` : key
}

/**
 * Listens for keys while the component is shown. Keys typed into a field or into an input method
 * are the person's text and never commands.
 */
export function useKeys(handlers: KeyHandlers, on = true): void {
  const latest = useRef(handlers)
  latest.current = handlers
  useEffect(() => {
    if (!on) return
    const hear = (event: KeyboardEvent) => {
      if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return
      const name = nameOf(event)
      const handler = latest.current[name]
      if (!handler) return
      const single = !name.includes('+') && name !== 'escape'
      if (single && (writes(event.target) || !keysOn())) return
      // A button that has the focus is pressed by Enter; that press is not ours.
      const pressed = event.target instanceof HTMLElement && event.target.closest('button,a,[role]')
      if (name === 'enter' && pressed && pressed.getAttribute('role') !== 'row') return
      handler(event)
    }
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [on])
}
