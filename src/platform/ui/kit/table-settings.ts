import { useState } from 'react'
import { stored } from '../stored.ts'

export interface TableSettings {
  readonly hidden: readonly string[]
  readonly dense: boolean
}

const parse = (value: unknown): TableSettings | undefined => {
  const settings = value as Partial<TableSettings> | null
  return Array.isArray(settings?.hidden) && typeof settings.dense === 'boolean'
    ? { hidden: settings.hidden.map(String), dense: settings.dense }
    : undefined
}

/** Hidden columns and row height of one table, remembered for this person in this browser. */
export function useTableSettings(id: string, hiddenAtFirst: readonly string[]) {
  const choice = stored<TableSettings>(`table.${id}`, parse)
  const [settings, setSettings] = useState<TableSettings>(
    () => choice.read() ?? { hidden: hiddenAtFirst, dense: true },
  )
  const change = (next: TableSettings) => {
    choice.write(next)
    setSettings(next)
  }
  return [settings, change] as const
}
