import { Button } from 'antd'
import { useState } from 'react'
import { call } from '../../../../platform/ui/api.ts'
import { useAct, useRead } from '../../../../platform/ui/api-queries.ts'
import { DetailDrawer } from '../../../../platform/ui/kit/DetailDrawer.tsx'
import { Facts } from '../../../../platform/ui/kit/Panel.tsx'
import { Empty, Read } from '../../../../platform/ui/kit/ReadStates.tsx'
import { tell, tellFailure } from '../../../../platform/ui/kit/Undo.tsx'
import { addAgency, removeAgency } from '../../contract/agency.ts'
import { addArea, listTerritory, removeArea, type TerritoryArea } from '../../contract/area.ts'
import '../accounts/accounts.css'
import { identityText } from '../text.ts'
import { AddAreaDialog } from './AddAreaDialog.tsx'
import { AddAgencyDialog, EditAgencyDialog } from './AgencyDialogs.tsx'
import { EditAreaDialog } from './EditAreaDialog.tsx'
import { levelsBelow, readAgain, topics } from './territory.ts'

type Agency = TerritoryArea['agencies'][number]

/** One area: what it is called, its agencies, and what can be entered below it. */
export function TerritoryDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const t = identityText.useText()
  const query = useRead(listTerritory, { query: { id } }, { topics })
  const area = query.data?.rows[0]
  return (
    <DetailDrawer
      open
      onClose={onClose}
      title={area?.name ?? t('territory.title')}
      actions={area ? <AreaActions area={area} onRemoved={onClose} /> : undefined}
    >
      <Read query={query}>
        {() => (area ? <AreaParts area={area} /> : <Empty title={t('territory.gone')} />)}
      </Read>
    </DetailDrawer>
  )
}

function AreaParts({ area }: { area: TerritoryArea }) {
  const t = identityText.useText()
  const { level, parentName, code, nameEn } = area
  return (
    <>
      <Facts
        facts={[
          [t('territory.level'), t(`territory.levelOf.${level}`)],
          parentName ? [t('territory.parent'), parentName] : null,
          code ? [t('territory.code'), code] : null,
          nameEn ? [t('territory.nameEn'), nameEn] : null,
        ]}
      />
      <Agencies area={area} />
    </>
  )
}

interface AreaActionsProps {
  readonly area: TerritoryArea
  readonly onRemoved: () => void
}

function AreaActions({ area, onRemoved }: AreaActionsProps) {
  const t = identityText.useText()
  const [open, setOpen] = useState<'add' | 'rename' | null>(null)
  const below = levelsBelow(area.level)
  const close = () => setOpen(null)
  const remove = useAct(removeArea, {
    topics,
    onDone: () => {
      tell({
        text: t('territory.removed', { name: area.name }),
        undo: () => putBack(area).finally(readAgain),
      })
      onRemoved()
    },
  })
  return (
    <>
      {area.level === 'station' ? (
        <Button
          danger
          onClick={() => remove.mutate({ params: { id: area.id } }, { onError: tellFailure })}
        >
          {t('territory.remove')}
        </Button>
      ) : null}{' '}
      <Button onClick={() => setOpen('rename')}>{t('territory.rename')}</Button>{' '}
      {below.length > 0 ? (
        <Button type="primary" onClick={() => setOpen('add')}>
          {t(below.length === 1 ? 'territory.addStation' : 'territory.addBelow')}
        </Button>
      ) : null}
      {open === 'add' ? <AddAreaDialog parent={area} onClose={close} /> : null}
      {open === 'rename' ? <EditAreaDialog area={area} onClose={close} /> : null}
    </>
  )
}

const asNew = ({ id, kind, name, code }: Agency) => ({ id, kind, name, ...(code ? { code } : {}) })

/** A station that was taken out comes back as it was, under its own ids. */
async function putBack({ id, level, parentId, name, nameEn, agencies }: TerritoryArea) {
  const area = { id, level, parentId: parentId ?? '', name, nameEn }
  await call(addArea, { body: area })
  for (const agency of agencies) {
    await call(addAgency, { body: { ...asNew(agency), areaId: id } })
  }
}

function Agencies({ area }: { area: TerritoryArea }) {
  const t = identityText.useText()
  const [open, setOpen] = useState<'add' | Agency | null>(null)
  const close = () => setOpen(null)
  const remove = async (agency: Agency) => {
    try {
      await call(removeAgency, { params: { id: agency.id } })
      const body = { ...asNew(agency), areaId: area.id }
      tell({
        text: t('territory.removed', { name: agency.name }),
        undo: () => call(addAgency, { body }).finally(readAgain),
      })
    } catch (error) {
      tellFailure(error as Error)
    }
    readAgain()
  }
  return (
    <section className="id-part">
      <h3>
        {t('territory.agencies')}
        <Button size="small" onClick={() => setOpen('add')}>
          {t('territory.addAgency')}
        </Button>
      </h3>
      <p className="ay-note">{t('territory.agenciesHelp')}</p>
      <ul className="id-list">
        {area.agencies.length === 0 ? (
          <li className="ay-note">{t('territory.withoutAgency')}</li>
        ) : null}
        {area.agencies.map((agency) => (
          <li key={agency.id}>
            <strong>{agency.name}</strong>
            <span className="ay-note">{t(`territory.kindOf.${agency.kind}`)}</span>
            <span className="id-acts">
              <Button size="small" type="link" onClick={() => setOpen(agency)}>
                {t('territory.rename')}
                <span className="ay-unseen"> {agency.name}</span>
              </Button>
              <Button size="small" type="link" danger onClick={() => void remove(agency)}>
                {t('territory.remove')}
                <span className="ay-unseen"> {agency.name}</span>
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {open === 'add' ? <AddAgencyDialog area={area} onClose={close} /> : null}
      {open && typeof open === 'object' ? <EditAgencyDialog agency={open} onClose={close} /> : null}
    </section>
  )
}
