import '../../platform/ui/schemas.ts'
import 'antd/dist/reset.css'
import '../../platform/ui/theme/ground.css'
import '../../platform/ui/kit/kit.css'
import '../../platform/ui/frame/frame.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { me } from '../../modules/identity/contract/session.ts'
import { signInAddress } from '../../modules/identity/web/addresses.ts'
import { askStepUp, StepUpDialog } from '../../modules/identity/web/sign-in/StepUpDialog.tsx'
import { hrefOf } from '../../platform/ui/address.ts'
import { onRefusals } from '../../platform/ui/api.ts'
import { queryClient, reading } from '../../platform/ui/api-queries.ts'
import { useLanguage } from '../../platform/ui/text.ts'
import { antdTheme } from '../../platform/ui/theme/antd-theme.ts'
import { markTheme, useThemeName } from '../../platform/ui/theme/chosen-theme.ts'
import { markLargeType } from '../../platform/ui/theme/large-type.ts'
import { installThemeCss } from '../../platform/ui/theme/theme-css.ts'
import { router } from './router.tsx'

function Console() {
  const language = useLanguage()
  const theme = useThemeName()
  dayjs.locale(language === 'en' ? 'en' : 'zh-cn')
  return (
    <ConfigProvider
      locale={language === 'en' ? enUS : zhCN}
      theme={antdTheme(theme)}
      button={{ autoInsertSpace: false }}
    >
      <RouterProvider router={router} />
      <StepUpDialog />
    </ConfigProvider>
  )
}

function leaveForSignIn(): void {
  // Only a session that was known can end; the first question of all is the router's own.
  if (!queryClient.getQueryData(reading(me, {}).queryKey)) return
  queryClient.clear()
  const next = router.state.location.href
  router.history.push(hrefOf(signInAddress, { search: { next, ended: 'yes' } }))
}

onRefusals({ signedOut: leaveForSignIn, stepUp: askStepUp })
installThemeCss()
markTheme()
markLargeType()

const place = document.getElementById('console')
if (place) {
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <Console />
      </QueryClientProvider>
    </StrictMode>,
  )
}
