import { Button } from 'antd'
import { useGo } from '../../../../platform/ui/address.ts'
import { StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import { useMay } from '../../../../platform/ui/viewer.ts'
import type { Campus, Gate } from '../../contract/gate.ts'
import { gateCodeAddress } from '../addresses.ts'
import { schoolsText } from '../text.ts'
import './gates.css'

export interface GateActs {
  readonly edit: (gate: Gate) => void
  readonly renew: (gate: Gate) => void
  readonly editCampus: (campus: Campus) => void
}

interface GateTableProps {
  readonly gates: readonly Gate[]
  readonly campuses: readonly Campus[]
  /** Absent when nothing may be changed. */
  readonly acts: GateActs | undefined
}

const columns = 5

/** One group of rows for each campus; a school without any has one group without a head. */
export function GateTable({ gates, campuses, acts }: GateTableProps) {
  const t = schoolsText.useText()
  const elsewhere = gates.filter(({ campusId }) => campuses.every(({ id }) => id !== campusId))
  return (
    <table className="ay-table">
      <thead>
        <tr>
          <th scope="col">{t('gate.name')}</th>
          <th scope="col">{t('gate.use')}</th>
          <th scope="col">{t('gate.opened')}</th>
          <th scope="col">{t('gate.position')}</th>
          <th scope="col">
            <span className="ay-unseen">{t('page.edit')}</span>
          </th>
        </tr>
      </thead>
      {campuses.map((campus) => (
        <CampusRows
          key={campus.id}
          campus={campus}
          gates={gates.filter(({ campusId }) => campusId === campus.id)}
          acts={acts}
        />
      ))}
      {elsewhere.length > 0 ? (
        <tbody>
          {campuses.length > 0 ? (
            <tr className="sc-campus">
              <th scope="rowgroup" colSpan={columns}>
                {t('campus.none')}
              </th>
            </tr>
          ) : null}
          {elsewhere.map((gate) => (
            <GateRow key={gate.id} gate={gate} acts={acts} />
          ))}
        </tbody>
      ) : null}
    </table>
  )
}

interface CampusRowsProps extends Pick<GateTableProps, 'gates' | 'acts'> {
  readonly campus: Campus
}

function CampusRows({ campus, gates, acts }: CampusRowsProps) {
  const t = schoolsText.useText()
  return (
    <tbody>
      <tr className="sc-campus">
        <th scope="rowgroup" colSpan={columns - 1}>
          {campus.name} <span className="ay-note">{campus.address}</span>
        </th>
        <td className="sc-row-actions">
          {acts ? (
            <Button type="link" size="small" onClick={() => acts.editCampus(campus)}>
              {t('campus.edit')}
            </Button>
          ) : null}
        </td>
      </tr>
      {gates.length === 0 ? (
        <tr>
          <td colSpan={columns} className="ay-note">
            {t('campus.noGate')}
          </td>
        </tr>
      ) : (
        gates.map((gate) => <GateRow key={gate.id} gate={gate} acts={acts} />)
      )}
    </tbody>
  )
}

function GateRow({ gate, acts }: Pick<GateTableProps, 'acts'> & { readonly gate: Gate }) {
  const t = schoolsText.useText()
  return (
    <tr>
      <td>
        <strong>{gate.name}</strong>
      </td>
      <td>{t(`gate.useOf.${gate.use}`)}</td>
      <td>
        <StateWord tone={gate.opened ? 'ok' : 'off'}>
          {t(gate.opened ? 'gate.opened' : 'gate.closed')}
        </StateWord>
      </td>
      <td>
        {gate.position ? (
          `${gate.position.lon.toFixed(6)}, ${gate.position.lat.toFixed(6)}`
        ) : (
          <StateWord tone="warn">{t('value.noPosition')}</StateWord>
        )}
      </td>
      <td className="sc-row-actions">
        <CodeButton gateId={gate.id} />
        {acts ? (
          <>
            <Button type="link" size="small" onClick={() => acts.renew(gate)}>
              {t('gate.renew')}
            </Button>
            <Button type="link" size="small" onClick={() => acts.edit(gate)}>
              {t('gate.edit')}
            </Button>
          </>
        ) : null}
      </td>
    </tr>
  )
}

function CodeButton({ gateId }: { gateId: string }) {
  const t = schoolsText.useText()
  const go = useGo()
  const mayShow = useMay('schools.gateCode.show')
  if (!mayShow) return null
  return (
    <Button
      type="link"
      size="small"
      onClick={() => void go(gateCodeAddress, { params: { gateId } })}
    >
      {t('gate.showCode')}
    </Button>
  )
}
