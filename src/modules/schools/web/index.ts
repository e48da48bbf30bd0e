export { schoolAddress } from './addresses.ts'
