import { ownerNow } from '../../platform/ui/phone/owner.ts'
import { go } from '../../platform/ui/phone/path.ts'

/** The session is over. What waits on the phone stays and is sent after the next sign-in. */
export function leaveForSignIn(): void {
  if (window.location.pathname.endsWith('/sign-in')) return
  // Only a session that was known can have ended.
  go(ownerNow() === '' ? '/sign-in' : '/sign-in?ended=1', { replace: true })
}
