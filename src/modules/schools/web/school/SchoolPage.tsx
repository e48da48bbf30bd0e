import { Button, Tabs } from 'antd'
import {
  useChangeSearch,
  useGo,
  useParamsOf,
  useSearchOf,
} from '../../../../platform/ui/address.ts'
import { useRead } from '../../../../platform/ui/api-queries.ts'
import { laterPart } from '../../../../platform/ui/kit/LaterPart.tsx'
import { PageLink } from '../../../../platform/ui/kit/PageLink.tsx'
import { Facts, PageHead } from '../../../../platform/ui/kit/Panel.tsx'
import { Read, Skeleton } from '../../../../platform/ui/kit/ReadStates.tsx'
import { StateTag } from '../../../../platform/ui/kit/StateMark.tsx'
import { useTitle } from '../../../../platform/ui/kit/title.ts'
import { grouped, listMark } from '../../../../platform/ui/text.ts'
import { useMay } from '../../../../platform/ui/viewer.ts'
import { getSchool, type School } from '../../contract/school.ts'
import {
  editSchoolAddress,
  gateNoticeAddress,
  schoolAddress,
  schoolsAddress,
  schoolTabs,
} from '../addresses.ts'
import { LifecycleMenu } from '../lifecycle/LifecycleMenu.tsx'
import { toneOfSchool } from '../list/school-tone.ts'
import { schoolsText } from '../text.ts'
import './school.css'

const waiting = <Skeleton rows={8} />
const OverviewTab = laterPart(() => import('./OverviewTab.tsx'), waiting)
const TimetableTab = laterPart(() => import('./TimetableTab.tsx'), waiting)
const PeopleTab = laterPart(() => import('./PeopleTab.tsx'), waiting)
const UpkeepTab = laterPart(() => import('./UpkeepTab.tsx'), waiting)
const ContactsTab = laterPart(() => import('./ContactsTab.tsx'), waiting)
const HistoryTab = laterPart(() => import('./HistoryTab.tsx'), waiting)

/** Everything about one school, what is missing first. */
export default function SchoolPage() {
  const { schoolId } = useParamsOf(schoolAddress)
  const query = useRead(getSchool, { params: { schoolId } }, { topics: ['schools.*'] })
  useTitle(query.data?.name)
  return (
    <Read query={query} rows={10}>
      {(school) => <Shown school={school} />}
    </Read>
  )
}

function Shown({ school }: { school: School }) {
  const t = schoolsText.useText()
  const { tab } = useSearchOf(schoolAddress)
  const change = useChangeSearch(schoolAddress)
  const may = {
    history: useMay('schools.history.read'),
    people: useMay('schools.staff.read'),
  }
  const tabs = schoolTabs.filter(
    (name) => (name !== 'history' || may.history) && (name !== 'people' || may.people),
  )
  return (
    <div className="ay-page">
      <SchoolHead
        school={school}
        tabs={
          <Tabs
            activeKey={tab}
            onChange={(next) => void change({ tab: next as (typeof schoolTabs)[number] }, false)}
            items={tabs.map((key) => ({ key, label: t(`page.${key}`) }))}
          />
        }
      />
      <div className="ay-page-body">
        <TabBody school={school} tab={tab} />
      </div>
    </div>
  )
}

interface TabBodyProps {
  readonly school: School
  readonly tab: (typeof schoolTabs)[number]
}

function TabBody({ school, tab }: TabBodyProps) {
  switch (tab) {
    case 'overview':
      return <OverviewTab school={school} />
    case 'timetable':
      return <TimetableTab school={school} />
    case 'people':
      return <PeopleTab school={school} />
    case 'upkeep':
      return <UpkeepTab school={school} />
    case 'contacts':
      return <ContactsTab school={school} />
    case 'history':
      return <HistoryTab school={school} />
  }
}

function SchoolHead({ school, tabs }: { school: School; tabs: React.ReactNode }) {
  const t = schoolsText.useText()
  const go = useGo()
  const mayEdit = useMay('schools.edit')
  const params = { schoolId: school.id }
  return (
    <PageHead
      above={
        <>
          <PageLink to={schoolsAddress} target={{}}>
            {t('list.title')}
          </PageLink>{' '}
          / {school.stationName ?? school.countyName}
        </>
      }
      title={school.name}
      tags={<StateTag tone={toneOfSchool[school.state]}>{t(`state.${school.state}`)}</StateTag>}
      actions={
        <>
          <Button onClick={() => void go(gateNoticeAddress, { params })}>{t('page.notice')}</Button>
          {mayEdit ? <LifecycleMenu school={school} /> : null}
          {mayEdit ? (
            <Button type="primary" onClick={() => void go(editSchoolAddress, { params })}>
              {t('page.edit')}
            </Button>
          ) : null}
        </>
      }
      below={
        <>
          <SchoolFacts school={school} />
          {tabs}
        </>
      }
    />
  )
}

function SchoolFacts({ school }: { school: School }) {
  const t = schoolsText.useText()
  const ownership = t(`ownership.${school.ownership}`)
  const kind = t(`kind.${school.kind}`)
  const shownCode = school.code ?? school.temporaryCode ?? t('page.noCode')
  const counted = (label: string, value: number | null): readonly [string, string] | null =>
    value === null ? null : [label, grouped(value)]
  return (
    <Facts
      facts={[
        [t('field.code'), shownCode],
        [t('field.kind'), t('page.kindOf', { ownership, kind })],
        school.stages.length === 0
          ? null
          : [t('field.stages'), school.stages.map((stage) => t(`stage.${stage}`)).join(listMark())],
        [t('field.boarding'), t(school.boarding ? 'value.boarding' : 'value.day')],
        counted(t('field.enrolment'), school.enrolment),
        counted(t('field.boarders'), school.boarding ? school.boarders : null),
        counted(t('field.staffCount'), school.staffCount),
        counted(t('field.classes'), school.classes),
        school.address === '' ? null : [t('field.address'), `${school.town}${school.address}`],
        school.tags.length === 0 ? null : [t('field.tags'), school.tags.join(listMark())],
        school.sourceIds.length === 0
          ? null
          : [t('field.sourceIds'), school.sourceIds.slice(0, 3).join(listMark())],
      ]}
    />
  )
}
