import { Button, Checkbox, InputNumber, Select } from 'antd'
import { skills } from '../../../identity/contract/skill.ts'
import { type DutyRole, dutyRoles } from '../../contract/duty-role.ts'
import { type Post, type Requirement, teamTemplate } from '../../contract/post.ts'
import { dutyText } from '../text.ts'

interface TeamInputProps {
  readonly value?: Post['team']
  readonly onChange?: (team: Post['team']) => void
}

/** Heads and skills of each role, and whether the post is unmanned without the role. */
export function TeamInput({ value = [], onChange }: TeamInputProps) {
  const t = dutyText.useText()
  const asked = dutyRoles.flatMap((role) => value.find((one) => one.role === role) ?? [])
  const absent = dutyRoles.filter((role) => !value.some((one) => one.role === role))
  return (
    <div className="pt-team">
      {asked.map((one) => (
        <RoleRow
          key={one.role}
          requirement={one}
          onChange={(next) =>
            onChange?.(asked.map((other) => (other.role === one.role ? next : other)))
          }
          onRemove={() => onChange?.(asked.filter(({ role }) => role !== one.role))}
        />
      ))}
      {absent.length > 0 ? (
        <div className="pt-absent">
          <span className="ay-note">{t('posts.addRole')}</span>
          {absent.map((role) => (
            <Button key={role} size="small" onClick={() => onChange?.([...asked, firstOf(role)])}>
              + {t(`role.${role}`)}
            </Button>
          ))}
        </div>
      ) : null}
    </div>
  )
}

/** As the usual team asks for the role. */
const firstOf = (role: DutyRole): Requirement =>
  teamTemplate.find((one) => one.role === role) ?? { role, heads: 1, must: false, skills: [] }

interface RoleRowProps {
  readonly requirement: Requirement
  readonly onChange: (requirement: Requirement) => void
  readonly onRemove: () => void
}

function RoleRow({ requirement, onChange, onRemove }: RoleRowProps) {
  const t = dutyText.useText()
  const { role, heads, must } = requirement
  const name = t(`role.${role}`)
  return (
    <div className="pt-role">
      <span>{name}</span>
      <InputNumber
        size="small"
        min={0}
        max={50}
        value={heads}
        aria-label={`${name} ${t('posts.heads')}`}
        onChange={(next) => onChange({ ...requirement, heads: next ?? 0 })}
      />
      {/* Volunteers are never required. */}
      {role === 'volunteer' ? (
        <span />
      ) : (
        <Checkbox
          checked={must}
          onChange={({ target }) => onChange({ ...requirement, must: target.checked })}
        >
          {t('posts.must')}
        </Checkbox>
      )}
      <Select
        size="small"
        mode="multiple"
        value={requirement.skills}
        placeholder={t('posts.skills')}
        aria-label={`${name} ${t('posts.skills')}`}
        showSearch={{ optionFilterProp: 'label' }}
        options={skills.map((skill) => ({ value: skill, label: t(`skill.${skill}`) }))}
        onChange={(next) => onChange({ ...requirement, skills: next })}
      />
      <Button
        size="small"
        type="text"
        aria-label={t('posts.removeRole', { role: name })}
        title={t('posts.removeRole', { role: name })}
        onClick={onRemove}
      >
        ×
      </Button>
    </div>
  )
}
