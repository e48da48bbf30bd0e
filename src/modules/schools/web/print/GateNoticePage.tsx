import { Button } from 'antd'
import { hrefOf, useParamsOf } from '../../../../platform/ui/address.ts'
import { useRead } from '../../../../platform/ui/api-queries.ts'
import { PageLink } from '../../../../platform/ui/kit/PageLink.tsx'
import { QrCode } from '../../../../platform/ui/kit/QrCode.tsx'
import { Empty, Read } from '../../../../platform/ui/kit/ReadStates.tsx'
import { type GateNotice, getGateNotice } from '../../contract/gate-notice.ts'
import { gateNoticeAddress, schoolAddress } from '../addresses.ts'
import { schoolsText } from '../text.ts'
import './print.css'

const alarmNumber = '110'
const codeSizePx = 132

/** 一校一警公示: who keeps this school safe, on one sheet for the gate. */
export default function GateNoticePage() {
  const t = schoolsText.useText()
  const { schoolId } = useParamsOf(gateNoticeAddress)
  const query = useRead(getGateNotice, { params: { schoolId } }, { topics: ['schools.*'] })
  return (
    <div className="sp-page" data-theme="light">
      <nav className="ay-no-print sp-tools">
        <PageLink to={schoolAddress} target={{ params: { schoolId } }}>
          ← {query.data?.schoolName ?? ''}
        </PageLink>
        <Button type="primary" onClick={() => window.print()}>
          {t('notice.print')}
        </Button>
      </nav>
      <Read query={query}>{(notice) => <Sheet notice={notice} />}</Read>
    </div>
  )
}

function Sheet({ notice }: { notice: GateNotice }) {
  const t = schoolsText.useText()
  if (notice.officers.length === 0) {
    return (
      <>
        <h1 className="ay-unseen">{t('notice.heading')}</h1>
        <Empty title={t('notice.none')} />
      </>
    )
  }
  const address = hrefOf(gateNoticeAddress, { params: { schoolId: notice.schoolId } })
  return (
    <article className="sp-sheet">
      <h1>{t('notice.heading')}</h1>
      <p className="sp-school">
        {notice.schoolName}
        {notice.schoolNameEn ? <small lang="en">{notice.schoolNameEn}</small> : null}
      </p>
      <dl>
        <dt>{t('notice.station')}</dt>
        <dd>{notice.stationName ?? notice.countyName}</dd>
        {notice.officers.map(({ kind, person, noticePhone, startsOn }) => (
          <div key={`${kind} ${person.personId}`} className="sp-officer">
            <dt>{t(`officer.kindOf.${kind}`)}</dt>
            <dd>
              <strong>{person.name}</strong>
              {person.badge ? (
                <span>
                  {t('notice.badge')} {person.badge}
                </span>
              ) : null}
              {noticePhone ? (
                <span>
                  {t('notice.phone')} {noticePhone}
                </span>
              ) : null}
              <small>
                {t('notice.since')} {startsOn}
              </small>
            </dd>
          </div>
        ))}
        <dt>{t('notice.gates')}</dt>
        <dd>{notice.gates.map(({ name }) => name).join('、')}</dd>
      </dl>
      <footer>
        <div>
          <p className="sp-alarm">
            {t('notice.alarm')} <strong>{alarmNumber}</strong>
          </p>
          <p>{t('notice.asOf', { day: notice.asOf })}</p>
        </div>
        <figure>
          <QrCode
            text={new URL(address, window.location.origin).href}
            label={t('notice.scan')}
            sizePx={codeSizePx}
          />
          <figcaption>{t('notice.scan')}</figcaption>
        </figure>
      </footer>
    </article>
  )
}
