import type { ReactNode } from 'react'

/** Line drawings in a box of 24 × 24. Words always stand beside them. */
function drawn(paths: ReactNode) {
  return (
    <svg
      width="26"
      height="26"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {paths}
    </svg>
  )
}

export const icons = {
  day: drawn(
    <>
      <rect x="3.5" y="5" width="17" height="15.5" rx="1" />
      <path d="M3.5 10h17M8 2.8v4M16 2.8v4" />
    </>,
  ),
  write: drawn(<path d="M12 3.5v11.5M7 10.5l5 4.8 5-4.8M4.5 20.5h15" />),
  bell: drawn(
    <>
      <path d="M6 17.5V11a6 6 0 0 1 12 0v6.5M3.8 17.5h16.4M12 5V3" />
      <path d="M10 20.8h4" />
    </>,
  ),
  person: drawn(
    <>
      <circle cx="12" cy="8" r="4" />
      <path d="M4 20.5c.6-4 3.8-6 8-6s7.400 2 8 6" />
    </>,
  ),
  hand: drawn(
    <path d="M12 20.3 4.800 13.200a4.500 4.500 0 0 1 6.400-6.300l.8.800.8-.800a4.500 4.500 0 0 1 6.400 6.300z" />,
  ),
  back: drawn(<path d="M14.500 5 8 12l6.500 7" />),
  onward: drawn(<path d="M9.500 5 16 12l-6.500 7" />),
  close: drawn(<path d="M6 6l12 12M18 6 6 18" />),
} as const
