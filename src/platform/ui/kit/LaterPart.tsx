import { Component, type ComponentType, lazy, type ReactNode, Suspense } from 'react'
import { fetched } from '../later-code.ts'
import { Failure } from './ReadStates.tsx'

/**
 * A part of a page whose code is fetched when it is first shown. When that fails, because the line
 * is cut, the part says so in its own place: a map that did not come never takes the list with it.
 */
export function laterPart<P extends object>(
  load: () => Promise<{ readonly default: ComponentType<P> }>,
  waiting: ReactNode = null,
): ComponentType<P> {
  const Content = lazy(fetched(load)) as ComponentType<P>
  return (props) => (
    <Contained>
      <Suspense fallback={waiting}>
        <Content {...props} />
      </Suspense>
    </Contained>
  )
}

class Contained extends Component<{ children: ReactNode }, { error: Error | undefined }> {
  override state: { error: Error | undefined } = { error: undefined }

  static getDerivedStateFromError(error: Error) {
    return { error }
  }

  override render() {
    const { error } = this.state
    const retry = () => this.setState({ error: undefined })
    return error ? <Failure error={error} retry={retry} /> : this.props.children
  }
}
