import { useSyncExternalStore } from 'react'
import { stored } from '../stored.ts'
import { type ThemeName, themeNames } from './tokens.ts'

const choice = stored<ThemeName>('theme', (value) => themeNames.find((name) => name === value))
const listeners = new Set<() => void>()

export const themeNow = (): ThemeName => choice.read() ?? 'light'

export function chooseTheme(name: ThemeName): void {
  choice.write(name)
  markTheme()
  for (const tell of listeners) tell()
}

/** Called once at start and at every change: the style sheet follows the document. */
export function markTheme(): void {
  document.documentElement.dataset['theme'] = themeNow()
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell)
  return () => listeners.delete(tell)
}

export const useThemeName = (): ThemeName => useSyncExternalStore(subscribe, themeNow)
