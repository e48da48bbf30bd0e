import { useId } from 'react'
import { Choices, Counter, Tick } from '../../../../platform/ui/phone/controls.tsx'
import { eventResults, legalGrounds } from '../../contract/event.ts'
import { dutyText } from '../text.ts'
import { type EventForm, mayHaveNote, mayHaveResult } from './event-form.rules.ts'

const headsMax = 1000
const noteMax = 500

/** What may be added; nothing of it must. */
export function EventFields({
  form,
  onChange,
}: {
  form: EventForm
  onChange: (form: EventForm) => void
}) {
  const t = dutyText.useText()
  const id = useId()
  return (
    <section className="ph-card">
      <Counter
        label={t(`event.counted.${form.event}`)}
        value={form.heads}
        min={1}
        max={headsMax}
        onChange={(heads) => onChange({ ...form, heads })}
      />
      {form.event === 'check' ? (
        <Choices
          label={t('event.ground')}
          choices={legalGrounds.map((value) => ({ value, label: t(`event.legal.${value}`) }))}
          value={form.legalGround}
          onChange={(legalGround) => onChange({ ...form, legalGround })}
        />
      ) : null}
      {mayHaveResult(form) ? (
        <Choices
          label={t('event.resultLabel')}
          choices={eventResults.map((value) => ({ value, label: t(`event.result.${value}`) }))}
          value={form.result}
          onChange={(result) => onChange({ ...form, result })}
        />
      ) : null}
      {form.event === 'deed' ? (
        <Tick on={form.consent} onChange={(consent) => onChange({ ...form, consent })}>
          {t('event.consent')}
        </Tick>
      ) : null}
      {mayHaveNote(form) ? (
        <div className="ph-field">
          <label htmlFor={id}>{t('event.note')}</label>
          <textarea
            id={id}
            rows={2}
            maxLength={noteMax}
            value={form.note}
            onChange={({ target }) => onChange({ ...form, note: target.value })}
          />
        </div>
      ) : null}
    </section>
  )
}
