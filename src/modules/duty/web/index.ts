export { dutyWords } from './words.ts'
