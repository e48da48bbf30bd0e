/** What the first three administrators of an area are called until their names are entered. */
export const administratorNames = {
  systemAdministrator: '系统管理员',
  securityAdministrator: '安全管理员',
  auditAdministrator: '审计管理员',
} as const

/** The agency that they belong to. */
export const administrationName = '平台管理'
