import '../../platform/ui/schemas.ts'
import '../../platform/ui/theme/ground.css'
import '../../platform/ui/phone/phone.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { onRefusals } from '../../platform/ui/api.ts'
import { teachImperativeRoot } from '../../platform/ui/phone/imperative-root.ts'
import { markTheme } from '../../platform/ui/theme/chosen-theme.ts'
import { markLargeType } from '../../platform/ui/theme/large-type.ts'
import { installThemeCss } from '../../platform/ui/theme/theme-css.ts'
import { Phone } from './Phone.tsx'
import { leaveForSignIn } from './session-end.ts'
import { followUpdates } from './updates.ts'

teachImperativeRoot()
onRefusals({ signedOut: leaveForSignIn, stepUp: async () => false })
installThemeCss()
markTheme()
markLargeType()
followUpdates()

const place = document.getElementById('phone')
if (place) {
  createRoot(place).render(
    <StrictMode>
      <Phone />
    </StrictMode>,
  )
}
