import { createContext, useContext } from 'react'

/** Who looks at the screen, as far as every page needs it. */
export interface Viewer {
  readonly sessionId: string
  readonly personId: string
  readonly name: string
  readonly roleLabel: string
  readonly role: string
  readonly permissions: ReadonlySet<string>
  readonly area: { readonly id: string; readonly name: string; readonly level: string }
  readonly countyName: string
}

const ViewerContext = createContext<Viewer | null>(null)

export const ViewerProvider = ViewerContext.Provider

/** The viewer; only inside pages that need a session. */
export function useViewer(): Viewer {
  const viewer = useContext(ViewerContext)
  if (!viewer) throw new Error('This page needs a session.')
  return viewer
}

/** Asks whether the viewer's role holds a permission; undefined asks nothing. */
export function usePermissions(): (permission: string | undefined) => boolean {
  const viewer = useContext(ViewerContext)
  return (permission) => permission === undefined || (viewer?.permissions.has(permission) ?? false)
}

export const useMay = (permission: string | undefined): boolean => usePermissions()(permission)
