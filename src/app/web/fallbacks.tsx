import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useEffect } from 'react'
import { Empty, Failure } from '../../platform/ui/kit/ReadStates.tsx'
import { kit } from '../../platform/ui/kit-text.ts'
import type { PageDefinition } from '../../platform/ui/pages.ts'
import { useMay } from '../../platform/ui/viewer.ts'

/** A page for those who may open it; others read which right it needs. */
export function Guarded({ page, children }: { page: PageDefinition; children: ReactNode }) {
  const t = kit.useText()
  const may = useMay(page.permission)
  const title = page.title()
  useEffect(() => {
    document.title = `${title} - ${t('brand')}`
  }, [title, t])
  if (may) return children
  return (
    <>
      <h1 className="ay-unseen">{title}</h1>
      <Empty title={t('frame.noRight')}>
        {t('frame.noRightHelp', { permission: page.permission ?? '' })}
      </Empty>
    </>
  )
}

export function NoPage() {
  const t = kit.useText()
  const router = useRouter()
  return (
    <main>
      <h1 className="ay-unseen">{t('frame.noPage')}</h1>
      <Empty
        title={t('frame.noPage')}
        action={
          <Button type="primary" onClick={() => router.history.push('/')}>
            {t('frame.home')}
          </Button>
        }
      >
        {t('frame.noPageHelp')}
      </Empty>
    </main>
  )
}

export function PageFailure({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  return (
    <Failure
      error={error as Error}
      retry={() => {
        reset()
        void router.invalidate()
      }}
    />
  )
}
