import { Button } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { call } from '../../../../platform/ui/api.ts'
import { queryClient, refresh, useRead } from '../../../../platform/ui/api-queries.ts'
import { now } from '../../../../platform/ui/clock.ts'
import { ChoiceField, DayField, TextField } from '../../../../platform/ui/kit/fields.tsx'
import { Panel } from '../../../../platform/ui/kit/Panel.tsx'
import { Empty, Read } from '../../../../platform/ui/kit/ReadStates.tsx'
import { RecordDialog } from '../../../../platform/ui/kit/RecordDialog.tsx'
import { StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import { tell } from '../../../../platform/ui/kit/Undo.tsx'
import { useMay } from '../../../../platform/ui/viewer.ts'
import { isoDay } from '../../../../platform/ui/wall-time.ts'
import { PersonField } from '../../../identity/web/index.ts'
import { listTerms } from '../../contract/calendar.ts'
import {
  type LinkedOfficer,
  linkKinds,
  listOfficers,
  proposeOfficer,
} from '../../contract/linked-officer.ts'
import { useOfficerActs } from '../pairings/officer-acts.ts'
import { schoolsText } from '../text.ts'
import { NoticePhoneDialog } from './NoticePhoneDialog.tsx'
import { toneOfLink } from './officer-tone.ts'

const topics = ['schools.linkedOfficer'] as const

/** 一校一警, paired officers and the leader who answers, with approval. */
export function OfficersPanel({ schoolId }: { schoolId: string }) {
  const t = schoolsText.useText()
  const mayPropose = useMay('schools.link.edit')
  const [open, setOpen] = useState(false)
  const query = useRead(listOfficers, { params: { schoolId } }, { topics })
  return (
    <Panel
      title={t('officer.title')}
      flush
      actions={
        mayPropose ? (
          <Button onClick={() => setOpen(true)}>{t('officer.propose')}</Button>
        ) : undefined
      }
    >
      <Read query={query} rows={2}>
        {(officers) =>
          officers.length === 0 ? (
            <Empty title={t('officer.none')} />
          ) : (
            <table className="ay-table">
              <thead>
                <tr>
                  <th scope="col">{t('officer.person')}</th>
                  <th scope="col">{t('officer.kind')}</th>
                  <th scope="col">{t('officer.since')}</th>
                  <th scope="col">{t('officer.phone')}</th>
                  <th scope="col">{t('officer.state')}</th>
                  <th scope="col">
                    <span className="ay-unseen">{t('officer.end')}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {officers.map((officer) => (
                  <OfficerRow key={officer.id} officer={officer} />
                ))}
              </tbody>
            </table>
          )
        }
      </Read>
      {open ? <ProposeDialog schoolId={schoolId} onClose={() => setOpen(false)} /> : null}
    </Panel>
  )
}

function OfficerRow({ officer }: { officer: LinkedOfficer }) {
  const t = schoolsText.useText()
  const acts = useOfficerActs(officer)
  return (
    <tr>
      <td>
        <strong>{officer.person.name}</strong>{' '}
        <span className="ay-note">{officer.person.agencyName}</span>
      </td>
      <td>
        {t(`officer.kindOf.${officer.kind}`)} {officer.termName}
      </td>
      <td>{officer.startsOn}</td>
      <td>{officer.noticePhone ?? t('value.none')}</td>
      <td>
        <StateWord tone={toneOfLink[officer.state]}>
          {t(`officer.stateOf.${officer.state}`)}
        </StateWord>
      </td>
      <td className="sc-row-actions">
        {acts.mayApprove ? (
          <Button type="link" size="small" onClick={acts.approve}>
            {t('officer.approve')}
          </Button>
        ) : null}
        {acts.mayEnd ? <PhoneButton officer={officer} /> : null}
        {acts.mayEnd ? (
          <Button type="link" size="small" onClick={acts.end}>
            {acts.endWord}
          </Button>
        ) : null}
      </td>
    </tr>
  )
}

function PhoneButton({ officer }: { officer: LinkedOfficer }) {
  const t = schoolsText.useText()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button type="link" size="small" onClick={() => setOpen(true)}>
        {t('officer.changePhone')}
      </Button>
      {open ? <NoticePhoneDialog officer={officer} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function ProposeDialog({ schoolId, onClose }: { schoolId: string; onClose: () => void }) {
  const t = schoolsText.useText()
  const terms = useRead(listTerms, {}).data ?? []
  const schema = proposeOfficer.body
  if (!schema) return null
  const submit = async (body: z.output<typeof schema>) => {
    await call(proposeOfficer, { params: { schoolId }, body })
    refresh(queryClient, topics)
    tell({ text: t('officer.proposed') })
  }
  return (
    <RecordDialog
      title={t('officer.propose')}
      schema={schema}
      initial={{ kind: 'linked', startsOn: isoDay(now()) }}
      toBody={(values, id) => ({ ...values, id })}
      submit={submit}
      submitLabel={t('officer.propose')}
      onClose={onClose}
    >
      <PersonField name="personId" label={t('officer.person')} dutyRole="police" />
      <div className="ay-form-columns">
        <ChoiceField
          name="kind"
          label={t('officer.kind')}
          choices={linkKinds.map((kind) => ({ value: kind, label: t(`officer.kindOf.${kind}`) }))}
        />
        <DayField name="startsOn" label={t('officer.since')} required />
        <ChoiceField
          name="termId"
          label={t('officer.term')}
          clearable
          choices={terms.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <TextField name="noticePhone" label={t('officer.phone')} max={20} nullable />
      </div>
    </RecordDialog>
  )
}
