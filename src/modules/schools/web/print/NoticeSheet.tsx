import { QrCode } from '../../../../platform/ui/kit/QrCode.tsx'
import { Empty } from '../../../../platform/ui/kit/ReadStates.tsx'
import { listMark } from '../../../../platform/ui/text.ts'
import type { PostedNotice } from '../../contract/gate-notice.ts'
import { schoolsText } from '../text.ts'
import './print.css'

const alarmNumber = '110'
const codeSizePx = 132

interface NoticeSheetProps {
  readonly notice: PostedNotice
  /** Where its code leads; none on the page that the code itself has opened. */
  readonly address?: string
}

/** The sheet at the gate: who keeps this school safe. */
export function NoticeSheet({ notice, address }: NoticeSheetProps) {
  const t = schoolsText.useText()
  if (notice.officers.length === 0) {
    return (
      <>
        <h1 className="ay-unseen">{t('notice.heading')}</h1>
        <Empty title={t('notice.none')} />
      </>
    )
  }
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
        {notice.officers.map(({ kind, name, badge, noticePhone, startsOn }) => (
          <div key={`${kind} ${name} ${startsOn}`} className="sp-officer">
            <dt>{t(`officer.kindOf.${kind}`)}</dt>
            <dd>
              <strong>{name}</strong>
              {badge ? (
                <span>
                  {t('notice.badge')} {badge}
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
        <dd>{notice.gates.join(listMark())}</dd>
      </dl>
      <footer>
        <div>
          <p className="sp-alarm">
            {t('notice.alarm')} <strong>{alarmNumber}</strong>
          </p>
          <p>{t('notice.asOf', { day: notice.asOf })}</p>
        </div>
        {address ? (
          <figure>
            <QrCode text={address} label={t('notice.scan')} sizePx={codeSizePx} />
            <figcaption>{t('notice.scan')}</figcaption>
          </figure>
        ) : null}
      </footer>
    </article>
  )
}
