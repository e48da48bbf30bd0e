import { Form, Select } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { call } from '../../../../platform/ui/api.ts'
import { queryClient, refresh, useRead } from '../../../../platform/ui/api-queries.ts'
import { now } from '../../../../platform/ui/clock.ts'
import {
  ChoiceField,
  DayField,
  NumberField,
  SwitchField,
  TextField,
} from '../../../../platform/ui/kit/fields.tsx'
import { RecordDialog } from '../../../../platform/ui/kit/RecordDialog.tsx'
import { tell } from '../../../../platform/ui/kit/Undo.tsx'
import { kit } from '../../../../platform/ui/kit-text.ts'
import { useTypedWords } from '../../../../platform/ui/typed-words.ts'
import { isoDay } from '../../../../platform/ui/wall-time.ts'
import { listGates } from '../../../schools/contract/gate.ts'
import { listSchools } from '../../../schools/contract/school.ts'
import {
  createPost,
  kitItems,
  mustAttendLevels,
  NewPost,
  type Post,
  PostChange,
  teamTemplate,
  updatePost,
} from '../../contract/post.ts'
import { dutyText } from '../text.ts'
import { TeamInput } from './TeamInput.tsx'
import './posts.css'

const topics = ['duty.*'] as const

/** A new post, or a change of one. */
export function PostDialog({ post, onClose }: { post?: Post; onClose: () => void }) {
  return post ? <ChangePost post={post} onClose={onClose} /> : <SetUpPost onClose={onClose} />
}

function SetUpPost({ onClose }: { onClose: () => void }) {
  const t = dutyText.useText()
  const submit = async (body: z.output<typeof NewPost>) => {
    const { name } = await call(createPost, { body })
    refresh(queryClient, topics)
    tell({ text: t('posts.added', { name }) })
  }
  return (
    <RecordDialog
      title={t('posts.add')}
      schema={NewPost}
      initial={{
        name: '',
        radiusM: 50,
        sanjian: true,
        mustAttendLevel: null,
        kit: ['reflectiveVest', 'shoulderLight', 'radio', 'bodyCamera'],
        activeFrom: isoDay(now()),
        team: teamTemplate,
      }}
      toBody={(values, id) => ({ ...values, id })}
      submit={submit}
      submitLabel={t('posts.add')}
      onClose={onClose}
    >
      <GateField />
      <PostFields />
    </RecordDialog>
  )
}

function ChangePost({ post, onClose }: { post: Post; onClose: () => void }) {
  const t = dutyText.useText()
  const k = kit.useText()
  const { name, radiusM, mustAttendLevel, sanjian, activeFrom, activeUntil, team } = post
  const submit = async (body: z.output<typeof PostChange>) => {
    await call(updatePost, { params: { id: post.id }, body })
    refresh(queryClient, topics)
    tell({ text: t('posts.saved') })
  }
  return (
    <RecordDialog
      title={`${t('posts.edit')}・${name}`}
      schema={PostChange}
      initial={{
        name,
        radiusM,
        mustAttendLevel,
        sanjian,
        kit: post.kit,
        activeFrom,
        activeUntil,
        team,
      }}
      toBody={(values) => ({ ...values, version: post.version })}
      submit={submit}
      submitLabel={k('form.save')}
      onClose={onClose}
    >
      <PostFields />
    </RecordDialog>
  )
}

function PostFields() {
  const t = dutyText.useText()
  return (
    <>
      <div className="ay-form-columns">
        <TextField name="name" label={t('posts.name')} required max={80} />
        <NumberField name="radiusM" label={t('posts.radius')} min={10} max={500} />
        <ChoiceField
          name="mustAttendLevel"
          label={t('posts.level')}
          clearable
          choices={mustAttendLevels.map((value) => ({ value, label: t(`posts.levelOf.${value}`) }))}
        />
        <SwitchField name="sanjian" label={t('posts.sanjian')} />
        <DayField name="activeFrom" label={t('posts.from')} required />
        <DayField name="activeUntil" label={t('posts.until')} />
      </div>
      <Form.Item name="team" label={t('posts.team')}>
        <TeamInput />
      </Form.Item>
      <ChoiceField
        name="kit"
        label={t('posts.kit')}
        many
        choices={kitItems.map((value) => ({ value, label: t(`posts.kitOf.${value}`) }))}
      />
    </>
  )
}

/** A school by name or initials, then one of its gates. */
function GateField() {
  const t = dutyText.useText()
  const [search, type] = useTypedWords()
  const [schoolId, setSchoolId] = useState<string>()
  const schools = useRead(
    listSchools,
    { query: { limit: 20, ...(search ? { text: search } : {}) } },
    { keepLast: true },
  )
  const gates = useRead(
    listGates,
    { params: { schoolId: schoolId ?? '' } },
    { enabled: schoolId !== undefined },
  )
  return (
    <div className="ay-form-columns">
      <Form.Item label={t('posts.school')} required>
        <Select
          showSearch={{ filterOption: false, onSearch: type }}
          loading={schools.isFetching}
          value={schoolId ?? null}
          onChange={setSchoolId}
          options={(schools.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="gateId" label={t('posts.gate')} required>
        <Select
          disabled={!schoolId}
          notFoundContent={t('posts.noGate')}
          options={(gates.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
    </div>
  )
}
