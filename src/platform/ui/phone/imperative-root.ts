import { unstableSetRender } from 'antd-mobile'
import { createRoot, type Root } from 'react-dom/client'

const roots = new WeakMap<Element | DocumentFragment, Root>()

/**
 * antd-mobile draws its toasts and dialogs by an interface that React 19 no longer has; without
 * this they appear nowhere and nothing complains. Once, before anything is drawn.
 */
export function teachImperativeRoot(): void {
  unstableSetRender((node, container) => {
    const root = roots.get(container) ?? createRoot(container)
    roots.set(container, root)
    root.render(node)
    return async () => {
      // Not inside a render that may be under way.
      await Promise.resolve()
      root.unmount()
      roots.delete(container)
    }
  })
}
