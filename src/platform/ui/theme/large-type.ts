import { useState } from 'react'
import { stored } from '../stored.ts'

const choice = stored<boolean>('large', (value) => (typeof value === 'boolean' ? value : undefined))

/** Called once at start: 大字版 is a choice of this browser. */
export function markLargeType(): void {
  document.documentElement.dataset['large'] = String(choice.read() ?? false)
}

export function useLargeType(): readonly [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(choice.read() ?? false)
  const change = (next: boolean) => {
    choice.write(next)
    markLargeType()
    setOn(next)
  }
  return [on, change]
}
