import { useEffect, useState } from 'react'
import { call, RefusedError } from '../../../platform/ui/api.ts'
import { BigButton, Card, Failed, Opening } from '../../../platform/ui/phone/controls.tsx'
import { go } from '../../../platform/ui/phone/path.ts'
import { Screen } from '../../../platform/ui/phone/Screen.tsx'
import { sayFailure } from '../../../platform/ui/phone/say.ts'
import { shown } from '../../../platform/ui/wall-time.ts'
import { acceptInvitation, lookAtInvitation } from '../contract/invitation.ts'
import type { Role } from '../contract/role.ts'
import { Field } from './SignInScreen.tsx'
import { deviceName, identify } from './session.ts'
import { identityPhoneText } from './text.ts'

interface Offer {
  readonly role: Role
  readonly areaName: string
  readonly personName: string | null
  readonly expiresAt: string
}

/** A link from the school: says what it invites to, then joins with one touch. */
export default function JoinScreen() {
  // Behind the #, so that no log on the way keeps it.
  const [token] = useState(() => window.location.hash.slice(1))
  const t = identityPhoneText.useText()
  const [offer, setOffer] = useState<Offer>()
  const [failure, setFailure] = useState<Error>()
  const [tries, setTries] = useState(0)
  const [name, setName] = useState('')
  // biome-ignore lint/correctness/useExhaustiveDependencies: each try asks again
  useEffect(() => {
    setFailure(undefined)
    call(lookAtInvitation, { body: { token } }).then(setOffer, setFailure)
  }, [token, tries])
  const accept = async () => {
    const named = offer?.personName === null ? { name } : {}
    await call(acceptInvitation, { body: { token, deviceName: deviceName(), ...named } })
    await identify()
    go('/', { replace: true })
  }
  const unnamed = offer?.personName === null && name.trim() === ''
  return (
    <Screen
      title={t('invite.title')}
      fixedAside={<span />}
      actions={
        offer ? (
          <BigButton
            disabled={unnamed}
            note={t('invite.acceptNote')}
            onPress={() => void accept().catch(sayFailure)}
          >
            {t('invite.accept')}
          </BigButton>
        ) : null
      }
    >
      {failure ? <Refusal error={failure} retry={() => setTries(tries + 1)} /> : null}
      {!offer && !failure ? <Opening rows={2} /> : null}
      {offer ? (
        <Card title={offer.areaName} aside={t(`role.${offer.role}`)}>
          {offer.personName === null ? (
            <Field
              label={t('invite.name')}
              value={name}
              onChange={setName}
              autoComplete="name"
              note={t('invite.nameNote')}
            />
          ) : (
            <p className="ph-lead">{t('invite.hello', { name: offer.personName })}</p>
          )}
          <p className="ph-caption">{t('invite.what')}</p>
          <p className="ph-caption">
            {t('invite.until', { time: shown(offer.expiresAt, 'dayTime') })}
          </p>
        </Card>
      ) : null}
    </Screen>
  )
}

function Refusal({ error, retry }: { error: Error; retry: () => void }) {
  const t = identityPhoneText.useText()
  const malformed = error instanceof RefusedError && error.problem.code === 'request.invalid'
  return <Failed error={malformed ? new Error(t('invite.malformed')) : error} retry={retry} />
}
