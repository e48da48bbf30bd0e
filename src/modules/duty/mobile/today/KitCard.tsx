import { Card, LinkButton, Tick } from '../../../../platform/ui/phone/controls.tsx'
import { isPoliceSide } from '../../contract/duty-role.ts'
import { sights } from '../../contract/post.ts'
import { dutyText } from '../text.ts'
import type { GateShift } from './focus.rules.ts'
import type { CheckIn } from './use-check-in.ts'

/** What is carried, and for the police the three sights that it brings. */
export function KitCard({ shift, checkIn }: { shift: GateShift; checkIn: CheckIn }) {
  const t = dutyText.useText()
  const police = shift.role !== 'none' && isPoliceSide(shift.role)
  const toggled = <T,>(list: readonly T[], one: T, on: boolean): readonly T[] =>
    on ? [...list, one] : list.filter((other) => other !== one)
  const { kit } = shift
  const all = checkIn.kit.length === kit.length
  return (
    <>
      {kit.length > 0 ? (
        <Card
          title={t('kit.title')}
          aside={
            all ? (
              `${kit.length} / ${kit.length}`
            ) : (
              <>
                {`${checkIn.kit.length} / ${kit.length}　`}
                <LinkButton onPress={() => checkIn.setKit(kit)}>{t('kit.all')}</LinkButton>
              </>
            )
          }
        >
          <div className="ph-ticks">
            {kit.map((piece) => (
              <Tick
                key={piece}
                on={checkIn.kit.includes(piece)}
                onChange={(on) => checkIn.setKit(toggled(checkIn.kit, piece, on))}
              >
                {t(`kit.item.${piece}`)}
              </Tick>
            ))}
          </div>
        </Card>
      ) : null}
      {shift.sanjian && police ? (
        <Card title={t('sight.bring')} aside={t('sight.bringNote')}>
          <div className="ph-ticks du-three">
            {sights.map((sight) => (
              <Tick
                key={sight}
                on={checkIn.sights.includes(sight)}
                onChange={(on) => checkIn.setSights(toggled(checkIn.sights, sight, on))}
              >
                {t(`sight.kind.${sight}`)}
              </Tick>
            ))}
          </div>
        </Card>
      ) : null}
    </>
  )
}
