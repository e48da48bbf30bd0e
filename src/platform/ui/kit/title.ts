import { useEffect } from 'react'
import { kit } from '../kit-text.ts'

/** Names the page in the browser's tab, as soon as what it shows is known. */
export function useTitle(title: string | undefined): void {
  const t = kit.useText()
  useEffect(() => {
    if (title) document.title = `${title} - ${t('brand')}`
  }, [title, t])
}
