export { todayAddress, weekAddress } from './addresses.ts'
export { dutyWords } from './words.ts'
