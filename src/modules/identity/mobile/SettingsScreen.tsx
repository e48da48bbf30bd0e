import { call } from '../../../platform/ui/api.ts'
import { Card, Choices } from '../../../platform/ui/phone/controls.tsx'
import { forgetKept } from '../../../platform/ui/phone/kept.ts'
import { ownerNow } from '../../../platform/ui/phone/owner.ts'
import { Screen } from '../../../platform/ui/phone/Screen.tsx'
import { sayFailure } from '../../../platform/ui/phone/say.ts'
import { switchRole } from '../contract/session.ts'
import { LookChoices } from './LookChoices.tsx'
import { identify, useMe } from './session.ts'
import { identityPhoneText } from './text.ts'

export default function SettingsScreen() {
  const t = identityPhoneText.useText()
  const who = useMe()
  const choices = who?.choices ?? []
  return (
    <Screen title={t('settings.title')} up="/more">
      <Card title={t('settings.look')}>
        <LookChoices />
      </Card>
      {who && choices.length > 1 ? (
        <Card title={t('settings.role')}>
          <Choices
            label={t('settings.role')}
            choices={choices.map(({ roleAssignmentId, role, areaName }) => ({
              value: roleAssignmentId,
              label: `${t(`role.${role}`)} · ${areaName}`,
            }))}
            value={who.roleAssignmentId}
            onChange={(id) => void actAs(id).catch(sayFailure)}
          />
        </Card>
      ) : null}
      <Card title={t('settings.privacy')}>
        <p className="ph-caption">{t('settings.privacyNote')}</p>
      </Card>
    </Screen>
  )
}

/** What the other role could see must not stay on the phone. */
async function actAs(roleAssignmentId: string): Promise<void> {
  await call(switchRole, { body: { roleAssignmentId } })
  await forgetKept(ownerNow())
  await identify()
}
