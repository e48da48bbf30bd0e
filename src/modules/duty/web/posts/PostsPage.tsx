import { Button } from 'antd'
import { useCallback, useState } from 'react'
import { useChangeSearch, useSearchOf } from '../../../../platform/ui/address.ts'
import { type Column, DataTable } from '../../../../platform/ui/kit/DataTable.tsx'
import { FilterBar, TextFilter } from '../../../../platform/ui/kit/FilterBar.tsx'
import { PageHead } from '../../../../platform/ui/kit/Panel.tsx'
import { usePages } from '../../../../platform/ui/kit/paging.ts'
import { Empty } from '../../../../platform/ui/kit/ReadStates.tsx'
import { kit } from '../../../../platform/ui/kit-text.ts'
import { useMay } from '../../../../platform/ui/viewer.ts'
import { dutyRoles } from '../../contract/duty-role.ts'
import { listPosts, type Post } from '../../contract/post.ts'
import { postsAddress } from '../addresses.ts'
import { dutyText } from '../text.ts'
import { PostDialog } from './PostDialog.tsx'
import { PostDrawer } from './PostDrawer.tsx'

/** Where duty is done, and the team that each place asks for. */
export default function PostsPage() {
  const t = dutyText.useText()
  const k = kit.useText()
  const search = useSearchOf(postsAddress)
  const change = useChangeSearch(postsAddress)
  const mayEdit = useMay('duty.post.edit')
  const [adding, setAdding] = useState(false)
  const setText = useCallback((text: string) => void change({ text: text || undefined }), [change])
  const { query, paging } = usePages(
    listPosts,
    { query: search.text ? { text: search.text } : {} },
    ['duty.post'],
  )
  return (
    <div className="ay-page ay-page-full">
      <PageHead
        title={t('posts.title')}
        actions={
          mayEdit ? (
            <Button type="primary" onClick={() => setAdding(true)}>
              {t('posts.add')}
            </Button>
          ) : undefined
        }
      />
      <div className="ay-page-body">
        <FilterBar onClear={search.text ? () => void change({ text: undefined }) : undefined}>
          <TextFilter
            value={search.text ?? ''}
            onChange={setText}
            placeholder={t('posts.search')}
          />
        </FilterBar>
        <DataTable
          id="duty.posts"
          caption={t('posts.caption')}
          columns={columnsOf(t)}
          query={query}
          paging={paging}
          rowKey={({ id }) => id}
          selectedKey={search.post}
          onOpen={({ id }) => void change({ post: id }, false)}
          empty={
            search.text ? (
              <Empty title={k('filter.none')} />
            ) : (
              <Empty title={t('posts.none')}>{t('posts.noneHelp')}</Empty>
            )
          }
        />
      </div>
      {search.post ? (
        <PostDrawer id={search.post} onClose={() => void change({ post: undefined })} />
      ) : null}
      {adding ? <PostDialog onClose={() => setAdding(false)} /> : null}
    </div>
  )
}

function columnsOf(t: ReturnType<typeof dutyText.useText>): Column<Post>[] {
  return [
    { key: 'name', title: t('posts.name'), cell: ({ name }) => <strong>{name}</strong> },
    { key: 'school', title: t('posts.school'), cell: ({ schoolName }) => schoolName },
    { key: 'station', title: t('posts.station'), cell: ({ stationName }) => stationName },
    {
      key: 'team',
      title: t('posts.team'),
      cell: ({ team }) =>
        dutyRoles
          .map((role) => team.find((one) => one.role === role))
          .filter((one) => one && one.heads > 0)
          .map((one) => `${t(`roleShort.${one?.role ?? 'police'}`)}${one?.heads}`)
          .join(' '),
    },
    {
      key: 'level',
      title: t('posts.level'),
      cell: ({ mustAttendLevel }) => (mustAttendLevel ? t(`posts.levelOf.${mustAttendLevel}`) : ''),
    },
    {
      key: 'radius',
      title: t('posts.radius'),
      align: 'right',
      cell: ({ radiusM }) => radiusM,
      hidden: true,
    },
    {
      key: 'from',
      title: t('posts.from'),
      cell: ({ activeFrom, activeUntil }) =>
        activeUntil ? `${activeFrom} – ${activeUntil}` : activeFrom,
    },
  ]
}
