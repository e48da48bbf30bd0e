import type { MustAttendLevel } from '../contract/post.ts'
import { dutyText } from './text.ts'
import './must-attend.css'

/** 三见必到: police must attend here, as the named level insists. */
export function MustAttend({ level }: { level: MustAttendLevel | null }) {
  const t = dutyText.useText()
  if (level === null) return null
  const full = t('mustAttend.full', { level: t(`posts.levelOf.${level}`) })
  return (
    <span className="du-must" title={full}>
      {t('mustAttend.mark')}
    </span>
  )
}
