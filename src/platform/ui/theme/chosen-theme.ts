import { createContext, useContext, useSyncExternalStore } from 'react'
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

/** A part of the page that is always in one theme, like the wall screen. */
const FixedTheme = createContext<ThemeName | null>(null)
export const FixedThemeProvider = FixedTheme.Provider

export function useThemeName(): ThemeName {
  const chosen = useSyncExternalStore(subscribe, themeNow)
  return useContext(FixedTheme) ?? chosen
}
