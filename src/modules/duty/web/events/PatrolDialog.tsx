import { Form, Select } from 'antd'
import type { z } from 'zod'
import { call } from '../../../../platform/ui/api.ts'
import { queryClient, refresh, useRead } from '../../../../platform/ui/api-queries.ts'
import { now } from '../../../../platform/ui/clock.ts'
import { DayField, TagsField, TextField, TimeField } from '../../../../platform/ui/kit/fields.tsx'
import { RecordDialog } from '../../../../platform/ui/kit/RecordDialog.tsx'
import { tell } from '../../../../platform/ui/kit/Undo.tsx'
import { useTypedWords } from '../../../../platform/ui/typed-words.ts'
import { isoDay, shown } from '../../../../platform/ui/wall-time.ts'
import { PersonField } from '../../../identity/web/index.ts'
import { givePatrol, NewPatrol, patrolTopic, withdrawPatrol } from '../../contract/patrol.ts'
import { listPosts } from '../../contract/post.ts'
import { dutyText } from '../text.ts'
import './patrol.css'

const topics = [patrolTopic] as const
const hourMs = 3_600_000

/** A new patrol task, for whoever serves at a post, or for somebody by name. */
export function PatrolDialog({ onClose }: { onClose: () => void }) {
  const t = dutyText.useText()
  const again = () => refresh(queryClient, topics)
  const submit = async (body: z.output<typeof NewPatrol>) => {
    await call(givePatrol, { body })
    again()
    tell({
      text: t('patrol.given'),
      undo: () => call(withdrawPatrol, { params: { id: body.id } }).finally(again),
      seconds: 60,
    })
  }
  return (
    <RecordDialog
      title={t('patrol.give')}
      schema={NewPatrol}
      words={{
        'a patrol is given to a post or to a person': t('patrol.needsWho'),
        'a patrol ends after its beginning, within a day': t('patrol.needsHours'),
      }}
      initial={{
        day: isoDay(now()),
        startsAt: shown(now(), 'time'),
        endsAt: shown(new Date(now().getTime() + hourMs), 'time'),
        places: [t('patrol.around')],
      }}
      toBody={bodyOf}
      submit={submit}
      submitLabel={t('patrol.give')}
      onClose={onClose}
      note={t('patrol.giveNote')}
    >
      <PostField />
      <PersonField
        name="personId"
        label={t('patrol.person')}
        extra={t('patrol.personNote')}
        optional
      />
      <div className="du-hours">
        <DayField name="day" label={t('events.day')} required />
        <TimeField name="startsAt" label={t('patrol.from')} required />
        <TimeField name="endsAt" label={t('patrol.until')} required />
      </div>
      <TagsField
        name="places"
        label={t('patrol.places')}
        required
        known={[t('patrol.around'), t('patrol.busStop'), t('patrol.lanes'), t('patrol.crossing')]}
      />
      <TextField name="note" label={t('events.note')} max={200} />
    </RecordDialog>
  )
}

/** Hours that end before they begin go over midnight. */
function bodyOf(values: Record<string, unknown>, id: string): unknown {
  const { day, startsAt, endsAt, postId, personId, places, note } = values
  const from = `${String(day)}T${String(startsAt)}:00+08:00`
  const until = Date.parse(`${String(day)}T${String(endsAt)}:00+08:00`)
  const endMs = until <= Date.parse(from) ? until + 24 * hourMs : until
  return {
    id,
    postId: postId ?? null,
    personId: personId ?? null,
    startsAt: from,
    endsAt: Number.isNaN(endMs) ? undefined : new Date(endMs).toISOString(),
    places,
    note: note ?? '',
  }
}

/** A post by its name. */
function PostField() {
  const t = dutyText.useText()
  const [search, type] = useTypedWords()
  const { data, isFetching } = useRead(
    listPosts,
    { query: { limit: 20, activeOn: isoDay(now()), ...(search ? { text: search } : {}) } },
    { keepLast: true },
  )
  return (
    <Form.Item name="postId" label={t('events.post')} extra={t('patrol.postNote')}>
      <Select
        allowClear
        showSearch={{ filterOption: false, onSearch: type }}
        loading={isFetching}
        options={(data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      />
    </Form.Item>
  )
}
