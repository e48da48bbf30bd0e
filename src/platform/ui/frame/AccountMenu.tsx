import { DownOutlined } from '@ant-design/icons'
import { Popover, Radio, Switch } from 'antd'
import { type ReactNode, useState } from 'react'
import { keysOn, switchKeys } from '../kit/keys.ts'
import { kit } from '../kit-text.ts'
import { changeLanguage, type Language, useLanguage } from '../text.ts'
import { chooseTheme, useThemeName } from '../theme/chosen-theme.ts'
import type { ThemeName } from '../theme/tokens.ts'
import type { Viewer } from '../viewer.ts'

export interface RoleChoice {
  readonly id: string
  readonly label: string
  readonly current: boolean
}

interface AccountMenuProps {
  readonly viewer: Viewer
  readonly roles: readonly RoleChoice[]
  readonly onRole: (id: string) => void
  readonly onSignOut: () => void
}

/** Who is signed in and in which role; colours, language and keys of this browser. */
export function AccountMenu(props: AccountMenuProps) {
  const t = kit.useText()
  const { viewer } = props
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <div className="ay-account">
          <strong>{viewer.name}</strong>
          <Roles {...props} />
          <Row label={t('frame.theme')}>
            <ThemeChoice />
          </Row>
          <Row label={t('frame.language')}>
            <LanguageChoice />
          </Row>
          <KeysChoice />
          <button type="button" className="ay-account-out" onClick={props.onSignOut}>
            {t('frame.signOut')}
          </button>
        </div>
      }
    >
      <button type="button" className="ay-account-button">
        <span className="ay-unseen">{t('frame.account')}</span>
        {viewer.roleLabel}・{viewer.name} <DownOutlined aria-hidden />
      </button>
    </Popover>
  )
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="ay-account-row">
      <span>{label}</span>
      {children}
    </div>
  )
}

function Roles({ viewer, roles, onRole }: AccountMenuProps) {
  const t = kit.useText()
  if (roles.length < 2) {
    return (
      <span className="ay-note">
        {viewer.roleLabel}・{viewer.area.name}
      </span>
    )
  }
  return (
    <Row label={t('frame.switchRole')}>
      <Radio.Group
        className="ay-account-roles"
        value={roles.find(({ current }) => current)?.id}
        onChange={({ target }) => onRole(target.value as string)}
        options={roles.map(({ id, label }) => ({ value: id, label }))}
      />
    </Row>
  )
}

export function ThemeChoice() {
  const t = kit.useText()
  return (
    <Radio.Group
      size="small"
      optionType="button"
      value={useThemeName()}
      onChange={({ target }) => chooseTheme(target.value as ThemeName)}
      options={[
        { value: 'light', label: t('frame.themeLight') },
        { value: 'dark', label: t('frame.themeDark') },
        { value: 'contrast', label: t('frame.themeContrast') },
      ]}
    />
  )
}

export function LanguageChoice() {
  const t = kit.useText()
  return (
    <Radio.Group
      size="small"
      optionType="button"
      value={useLanguage()}
      onChange={({ target }) => void changeLanguage(target.value as Language)}
      options={[
        { value: 'zh-CN', label: t('frame.languageZh') },
        { value: 'en', label: t('frame.languageEn') },
      ]}
    />
  )
}

function KeysChoice() {
  const t = kit.useText()
  const [on, setOn] = useState(keysOn())
  const change = (next: boolean) => {
    switchKeys(next)
    setOn(next)
  }
  return (
    <Row label={t('frame.keysOn')}>
      <Switch size="small" checked={on} onChange={change} aria-label={t('frame.keysOn')} />
    </Row>
  )
}
