import { listAttributions } from '../../../modules/schools/contract/import.ts'
import { about } from '../../../platform/contract/about.ts'
import { useRead } from '../../../platform/ui/api-queries.ts'
import { Facts, PageHead, Panel } from '../../../platform/ui/kit/Panel.tsx'
import { useMay } from '../../../platform/ui/viewer.ts'
import { consoleText } from '../text.ts'
import './about.css'

/** What this is, whose work is in it, and under which licences. */
export default function AboutPage() {
  const t = consoleText.useText()
  const product = useRead(about, {}).data
  const attributions = useRead(listAttributions, {}, { enabled: useMay('schools.read') }).data ?? []
  return (
    <div className="ay-page">
      <PageHead title={t('about.title')} note={t('about.what')} />
      <div className="ay-page-body">
        <Panel>
          <Facts
            facts={[
              [t('about.version'), product?.version],
              [t('about.licence'), 'Apache License 2.0'],
              [t('about.data'), attributions.length > 0 ? attributions.join('；') : t('about.own')],
            ]}
          />
        </Panel>
        <Panel title={t('about.notice')}>
          <pre className="ab-notice" lang="en">
            {product?.notice}
          </pre>
        </Panel>
      </div>
    </div>
  )
}
