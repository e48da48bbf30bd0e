import { ruleExpiryNoticeDays, type WrittenRule } from '../../contract/upkeep.ts'

const dayMs = 86_400_000

/** How a written rule stands on a day. */
export function ruleState(
  rule: { readonly expiresOn: string | null } | undefined,
  today: string,
): WrittenRule['state'] {
  if (!rule) return 'missing'
  if (rule.expiresOn === null) return 'inForce'
  if (rule.expiresOn < today) return 'expired'
  const daysLeft = (Date.parse(rule.expiresOn) - Date.parse(today)) / dayMs
  return daysLeft <= ruleExpiryNoticeDays ? 'expiring' : 'inForce'
}
