import { FileTextOutlined } from '@ant-design/icons'
import { Button, Form } from 'antd'
import { useRef, useState } from 'react'
import type { z } from 'zod'
import { call, download, upload } from '../../../../platform/ui/api.ts'
import { queryClient, refresh, useRead } from '../../../../platform/ui/api-queries.ts'
import { now } from '../../../../platform/ui/clock.ts'
import { DayField } from '../../../../platform/ui/kit/fields.tsx'
import { Panel } from '../../../../platform/ui/kit/Panel.tsx'
import { Read } from '../../../../platform/ui/kit/ReadStates.tsx'
import { RecordDialog } from '../../../../platform/ui/kit/RecordDialog.tsx'
import { StateTag } from '../../../../platform/ui/kit/StateMark.tsx'
import { tell, tellFailure } from '../../../../platform/ui/kit/Undo.tsx'
import { newId } from '../../../../platform/ui/new-id.ts'
import type { Tone } from '../../../../platform/ui/theme/tokens.ts'
import { useMay } from '../../../../platform/ui/viewer.ts'
import { isoDay } from '../../../../platform/ui/wall-time.ts'
import {
  downloadWrittenRule,
  listWrittenRules,
  ruleFileMaxBytes,
  saveWrittenRule,
  uploadWrittenRule,
  type WrittenRule,
} from '../../contract/upkeep.ts'
import { FileDrop } from '../forms/FileDrop.tsx'
import { schoolsText } from '../text.ts'

const toneOfRule: Readonly<Record<WrittenRule['state'], Tone>> = {
  inForce: 'ok',
  expiring: 'warn',
  expired: 'gap',
  missing: 'warn',
}
const topics = ['schools.writtenRule'] as const
const bytesPerMb = 1024 * 1024

/** The four written rules, each with the signed paper. */
export function WrittenRules({ schoolId }: { schoolId: string }) {
  const t = schoolsText.useText()
  const mayEdit = useMay('schools.upkeep.edit')
  const [chosen, setChosen] = useState<WrittenRule | null>(null)
  const query = useRead(listWrittenRules, { params: { schoolId } }, { topics })
  return (
    <Panel title={t('rule.title')} flush>
      <Read query={query}>
        {(rules) => (
          <ul className="sc-list">
            {rules.map((rule) => (
              <li key={rule.kind} className="sc-rule">
                <strong>{t(`rule.kindOf.${rule.kind}`)}</strong>
                <StateTag tone={toneOfRule[rule.state]}>{t(`rule.stateOf.${rule.state}`)}</StateTag>
                <span className="ay-note">
                  {rule.adoptedOn ? `${t('rule.adopted')} ${rule.adoptedOn}` : ''}{' '}
                  {rule.expiresOn ? `${t('rule.expires')} ${rule.expiresOn}` : ''}
                </span>
                <Paper schoolId={schoolId} rule={rule} />
                {mayEdit ? (
                  <Button type="link" size="small" onClick={() => setChosen(rule)}>
                    {t(rule.id ? 'rule.renew' : 'rule.save')}
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
        )}
      </Read>
      {chosen ? (
        <RuleDialog schoolId={schoolId} rule={chosen} onClose={() => setChosen(null)} />
      ) : null}
    </Panel>
  )
}

/** The stored paper, or that a rule in force has none. */
function Paper({ schoolId, rule }: { schoolId: string; rule: WrittenRule }) {
  const t = schoolsText.useText()
  if (rule.id === null) return null
  if (!rule.file) return <span className="ay-note">{t('rule.noFile')}</span>
  const fetch = () =>
    void download(downloadWrittenRule, { params: { schoolId, kind: rule.kind } }).catch((error) =>
      tellFailure(error as Error),
    )
  return (
    <Button type="link" size="small" icon={<FileTextOutlined />} onClick={fetch}>
      <span className="sc-file-name">{rule.file.name}</span>
    </Button>
  )
}

interface RuleDialogProps {
  readonly schoolId: string
  readonly rule: WrittenRule
  readonly onClose: () => void
}

interface ChosenFile {
  readonly id: string
  readonly file: File
}

function RuleDialog({ schoolId, rule, onClose }: RuleDialogProps) {
  const t = schoolsText.useText()
  const [chosen, setChosen] = useState<ChosenFile | null>(null)
  // The days are stored before the paper is sent: a refused paper is tried again over them.
  const version = useRef(rule.version)
  const schema = saveWrittenRule.body
  if (!schema) return null
  const limitMb = ruleFileMaxBytes / bytesPerMb
  const submit = async (body: z.output<typeof schema>) => {
    if (chosen && chosen.file.size > ruleFileMaxBytes)
      throw new Error(t('rule.tooLarge', { limitMb }))
    const params = { schoolId, kind: rule.kind }
    const saved = await call(saveWrittenRule, { params, body })
    version.current = saved.version
    if (chosen) {
      const query = { fileId: chosen.id, version: saved.version }
      await upload(uploadWrittenRule, { params, query, file: chosen.file })
    }
    refresh(queryClient, topics)
    tell({ text: t('rule.saved') })
  }
  return (
    <RecordDialog
      title={t(`rule.kindOf.${rule.kind}`)}
      schema={schema}
      words={{ endsBeforeStart: t('bell.dates') }}
      initial={{ adoptedOn: rule.adoptedOn ?? isoDay(now()), expiresOn: rule.expiresOn }}
      toBody={(values) => ({ ...values, version: version.current })}
      submit={submit}
      submitLabel={t(rule.id ? 'rule.renew' : 'rule.save')}
      onClose={onClose}
    >
      <div className="ay-form-columns">
        <DayField name="adoptedOn" label={t('rule.adopted')} required />
        <DayField name="expiresOn" label={t('rule.expires')} />
      </div>
      <Form.Item
        label={t('rule.file')}
        extra={rule.file ? t('rule.replaces', { name: rule.file.name }) : undefined}
      >
        <FileDrop
          file={chosen?.file ?? null}
          onFile={(file) => setChosen(file && { id: newId(), file })}
          accept=".pdf,.jpg,.jpeg,.png,.webp,application/pdf,image/*"
          help={t('rule.fileHelp', { limitMb })}
        />
      </Form.Item>
    </RecordDialog>
  )
}
