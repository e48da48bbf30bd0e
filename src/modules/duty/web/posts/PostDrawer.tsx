import { Button } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { call } from '../../../../platform/ui/api.ts'
import { queryClient, refresh, useAct, useRead } from '../../../../platform/ui/api-queries.ts'
import { now } from '../../../../platform/ui/clock.ts'
import { DetailDrawer } from '../../../../platform/ui/kit/DetailDrawer.tsx'
import {
  ChoiceField,
  DayField,
  NumberField,
  TextField,
} from '../../../../platform/ui/kit/fields.tsx'
import { PageLink } from '../../../../platform/ui/kit/PageLink.tsx'
import { Facts } from '../../../../platform/ui/kit/Panel.tsx'
import { usePages } from '../../../../platform/ui/kit/paging.ts'
import { Empty, Read } from '../../../../platform/ui/kit/ReadStates.tsx'
import { RecordDialog } from '../../../../platform/ui/kit/RecordDialog.tsx'
import { tell, tellFailure } from '../../../../platform/ui/kit/Undo.tsx'
import { listMark } from '../../../../platform/ui/text.ts'
import { useMay } from '../../../../platform/ui/viewer.ts'
import { isoDay } from '../../../../platform/ui/wall-time.ts'
import { schoolAddress } from '../../../schools/web/index.ts'
import { dutyRoles } from '../../contract/duty-role.ts'
import {
  createHeadcountChange,
  headcountReasons,
  listHeadcountChanges,
  NewHeadcountChange,
  type Post,
  readPost,
  withdrawHeadcountChange,
} from '../../contract/post.ts'
import { dutyText } from '../text.ts'
import { PostDialog } from './PostDialog.tsx'
import './posts.css'

const topics = ['duty.post'] as const

export function PostDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const t = dutyText.useText()
  const mayEdit = useMay('duty.post.edit')
  const [editing, setEditing] = useState(false)
  const query = useRead(readPost, { params: { id } }, { topics })
  return (
    <DetailDrawer
      open
      widthPx={560}
      onClose={onClose}
      title={query.data?.name ?? t('posts.title')}
      actions={
        mayEdit ? (
          <Button type="primary" onClick={() => setEditing(true)}>
            {t('posts.edit')}
          </Button>
        ) : undefined
      }
    >
      <Read query={query}>
        {(post) => (
          <>
            <PostFacts post={post} />
            <Changes postId={post.id} mayEdit={mayEdit} />
            {editing ? <PostDialog post={post} onClose={() => setEditing(false)} /> : null}
          </>
        )}
      </Read>
    </DetailDrawer>
  )
}

function PostFacts({ post }: { post: Post }) {
  const t = dutyText.useText()
  return (
    <>
      <Facts
        facts={[
          [
            t('posts.school'),
            <PageLink key="s" to={schoolAddress} target={{ params: { schoolId: post.schoolId } }}>
              {post.schoolName}
            </PageLink>,
          ],
          [t('posts.gate'), post.gateName],
          [t('posts.station'), post.stationName],
          [t('posts.radius'), post.radiusM],
          post.mustAttendLevel
            ? [t('posts.level'), t(`posts.levelOf.${post.mustAttendLevel}`)]
            : null,
          [t('posts.kit'), post.kit.map((item) => t(`posts.kitOf.${item}`)).join(listMark())],
        ]}
      />
      <table className="ay-table">
        <thead>
          <tr>
            <th scope="col">{t('posts.role')}</th>
            <th scope="col">{t('posts.heads')}</th>
            <th scope="col">{t('posts.must')}</th>
          </tr>
        </thead>
        <tbody>
          {post.team.map(({ role, heads, must, skills }) => (
            <tr key={role}>
              <td>{t(`role.${role}`)}</td>
              <td>{heads}</td>
              <td>
                {[must ? t('posts.must') : '', ...skills.map((skill) => t(`skill.${skill}`))]
                  .filter(Boolean)
                  .join(listMark())}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

const readAgain = () => {
  refresh(queryClient, ['duty.*'])
  void queryClient.invalidateQueries({ queryKey: [listHeadcountChanges.path] })
}

/** 上岗人数跟着实际情况变: more or fewer heads on given days, each with its reason. */
function Changes({ postId, mayEdit }: { postId: string; mayEdit: boolean }) {
  const t = dutyText.useText()
  const [adding, setAdding] = useState(false)
  const { query } = usePages(listHeadcountChanges, { params: { id: postId } }, topics)
  const withdraw = useAct(withdrawHeadcountChange, {
    onDone: () => {
      readAgain()
      tell({ text: t('posts.withdrawn') })
    },
  })
  return (
    <section className="pt-changes">
      <h3>
        {t('posts.changes')}
        {mayEdit ? (
          <Button size="small" onClick={() => setAdding(true)}>
            {t('posts.change')}
          </Button>
        ) : null}
      </h3>
      <Read query={query} rows={2}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={t('posts.noChanges')} />
          ) : (
            <ul>
              {rows.map((change) => (
                <li key={change.id} data-withdrawn={change.withdrawnAt !== null}>
                  <b>
                    {t(`role.${change.role}`)} {change.delta > 0 ? '+' : ''}
                    {change.delta}
                  </b>
                  <span>
                    {t(`posts.reasonOf.${change.reason}`)} {change.note}
                  </span>
                  <span className="ay-note">
                    {change.startsOn} – {change.endsOn}
                  </span>
                  {mayEdit && !change.withdrawnAt ? (
                    <Button
                      size="small"
                      onClick={() =>
                        withdraw.mutate({ params: { id: change.id } }, { onError: tellFailure })
                      }
                    >
                      {t('posts.withdraw')}
                    </Button>
                  ) : null}
                </li>
              ))}
            </ul>
          )
        }
      </Read>
      {adding ? <ChangeDialog postId={postId} onClose={() => setAdding(false)} /> : null}
    </section>
  )
}

function ChangeDialog({ postId, onClose }: { postId: string; onClose: () => void }) {
  const t = dutyText.useText()
  const submit = async (body: z.output<typeof NewHeadcountChange>) => {
    await call(createHeadcountChange, { params: { id: postId }, body })
    readAgain()
    tell({ text: t('posts.changed') })
  }
  const today = isoDay(now())
  return (
    <RecordDialog
      title={t('posts.change')}
      schema={NewHeadcountChange}
      initial={{ role: 'police', delta: 1, reason: 'event', startsOn: today, endsOn: today }}
      toBody={(values, id) => ({ ...values, id })}
      submit={submit}
      submitLabel={t('posts.change')}
      onClose={onClose}
    >
      <div className="ay-form-columns">
        <ChoiceField
          name="role"
          label={t('posts.role')}
          choices={dutyRoles.map((value) => ({ value, label: t(`role.${value}`) }))}
        />
        <NumberField name="delta" label={t('posts.delta')} min={-20} max={50} />
        <ChoiceField
          name="reason"
          label={t('posts.reason')}
          choices={headcountReasons.map((value) => ({
            value,
            label: t(`posts.reasonOf.${value}`),
          }))}
        />
        <TextField name="note" label={t('posts.note')} max={200} />
        <DayField name="startsOn" label={t('posts.from')} required />
        <DayField name="endsOn" label={t('posts.until')} required />
      </div>
    </RecordDialog>
  )
}
