import { address } from '../../../platform/ui/address.ts'

export const schoolAddress = address('/schools/$schoolId')
