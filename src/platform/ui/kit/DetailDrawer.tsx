import { Drawer } from 'antd'
import type { ReactNode } from 'react'

interface DetailDrawerProps {
  readonly open: boolean
  readonly title: ReactNode
  readonly onClose: () => void
  readonly actions?: ReactNode
  readonly widthPx?: number
  readonly children: ReactNode
}

/**
 * Opens at the right over the list, which stays usable: no mask, no trap. The page keeps whether
 * it is open in its address, so the drawer has a link of its own. Esc closes.
 */
export function DetailDrawer(props: DetailDrawerProps) {
  return (
    <Drawer
      open={props.open}
      title={props.title}
      extra={props.actions}
      onClose={props.onClose}
      size={props.widthPx ?? 480}
      mask={false}
      destroyOnHidden
      keyboard
      rootClassName="ay-drawer"
    >
      {props.children}
    </Drawer>
  )
}
