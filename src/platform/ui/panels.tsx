import type { ComponentType, ReactNode } from 'react'
import { laterPart } from './kit/LaterPart.tsx'
import type { PanelDefinition } from './pages.ts'
import { usePermissions } from './viewer.ts'

interface GivenPanel extends PanelDefinition {
  readonly Content: ComponentType
}

let given: readonly GivenPanel[] = []

/** At start: what modules put on pages of modules that they may look at, but not the other way. */
export function givePanels(panels: readonly PanelDefinition[]): void {
  given = panels
    .map((panel) => ({ ...panel, Content: laterPart(panel.load) }))
    .sort((a, b) => a.order - b.order)
}

interface PanelsProps {
  readonly place: PanelDefinition['place']
  /** The frame of the page around a panel. */
  readonly frame: (panel: PanelDefinition, content: ReactNode) => ReactNode
}

/** The panels of a place that the viewer may see. */
export function Panels({ place, frame }: PanelsProps): ReactNode {
  const may = usePermissions()
  return given
    .filter((panel) => panel.place === place && may(panel.permission))
    .map(({ Content, ...panel }) => frame(panel, <Content />))
}
