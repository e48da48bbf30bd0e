export { AreaField } from './AreaField.tsx'
export { PersonField } from './PersonField.tsx'
