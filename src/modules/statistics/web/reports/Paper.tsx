import type { Block } from '../../../../../engines/official-document/model/blocks.ts'
import { listMarker } from '../../../../../engines/official-document/model/blocks.ts'
import type { OfficialDocument } from '../../../../../engines/official-document/model/document.ts'
import { printedDate } from '../../../../../engines/official-document/model/paper-date.ts'
import { type RichText, runsOf } from '../../../../../engines/official-document/model/text.ts'
import { statisticsText } from '../text.ts'

interface PaperProps {
  readonly document: OfficialDocument
  readonly openKey: string | undefined
  readonly onFigure: (key: string) => void
  /** Present while the text may be changed: asks for a paragraph of the body. */
  readonly onEdit?: ((index: number) => void) | undefined
}

/** The official page as it will be printed; every figure in it is a button. */
export function Paper({ document, openKey, onFigure, onEdit }: PaperProps) {
  const t = statisticsText.useText()
  const blocks = (body: readonly Block[], edit?: (index: number) => void) =>
    body.map((block, index) => (
      <BlockView
        // biome-ignore lint/suspicious/noArrayIndexKey: a block has no name but its place
        key={index}
        block={block}
        openKey={openKey}
        onFigure={onFigure}
        onEdit={edit && block.type === 'paragraph' ? () => edit(index) : undefined}
      />
    ))
  return (
    <article className="st-paper" lang="zh-CN">
      {document.family === 'redhead' ? (
        <header>
          {document.organs.map((organ) => (
            <p key={organ} className="st-organ">
              {organ}
            </p>
          ))}
          <p className="st-number">{document.documentNumber}</p>
        </header>
      ) : null}
      <h2>
        {document.title.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </h2>
      {document.subtitle ? <p className="st-subtitle">{document.subtitle}</p> : null}
      {document.recipient ? <p>{document.recipient}：</p> : null}
      {blocks(document.body, onEdit)}
      {document.signature ? (
        <footer>
          {document.signature.organs.map((organ) => (
            <p key={organ}>{organ}</p>
          ))}
          <p>{printedDate(document.signature.date)}</p>
        </footer>
      ) : null}
      {document.attachments.map((attachment) => (
        <section key={attachment.title}>
          <h3>
            {t('report.attachment')} {attachment.title}
          </h3>
          {blocks(attachment.body ?? [])}
        </section>
      ))}
    </article>
  )
}

interface BlockViewProps {
  readonly block: Block
  readonly openKey: string | undefined
  readonly onFigure: (key: string) => void
  readonly onEdit: (() => void) | undefined
}

function BlockView({ block, onEdit, ...figures }: BlockViewProps) {
  const t = statisticsText.useText()
  switch (block.type) {
    case 'heading1':
    case 'heading2':
    case 'heading3':
      return <h3 className={`st-${block.type}`}>{block.text}</h3>
    case 'paragraph':
      return (
        <p className={block.indent ? 'st-indent' : ''}>
          <Runs text={block.text} {...figures} />
          {onEdit ? (
            <button type="button" className="st-edit ay-no-print" onClick={onEdit}>
              {t('report.edit')}
            </button>
          ) : null}
        </p>
      )
    case 'list':
      return block.items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an item has no name but its place
        <p key={index} className="st-indent">
          {listMarker(block.marker, index)} <Runs text={item} {...figures} />
        </p>
      ))
    case 'table':
      return <TableView block={block} {...figures} />
  }
}

type FigureProps = Pick<BlockViewProps, 'openKey' | 'onFigure'>

function TableView({ block, ...figures }: FigureProps & { block: Block & { type: 'table' } }) {
  return (
    <div className="st-paper-table">
      <table>
        {block.caption ? <caption>{block.caption}</caption> : null}
        <thead>
          <tr>
            {block.columns.map(({ title }) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {block.rows.map((cells, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name but its place
            <tr key={row}>
              {cells.map((cell, column) => (
                <td
                  key={block.columns[column]?.title ?? column}
                  style={{ textAlign: block.columns[column]?.align ?? 'center' }}
                >
                  <Runs text={cell} {...figures} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Runs({ text, openKey, onFigure }: FigureProps & { text: RichText }) {
  return runsOf(text).map((run, index) =>
    'figure' in run ? (
      <button
        // biome-ignore lint/suspicious/noArrayIndexKey: a run has no name but its place
        key={index}
        type="button"
        className="st-printed"
        aria-pressed={run.figure.key === openKey}
        onClick={() => onFigure(run.figure.key)}
      >
        {run.figure.value}
      </button>
    ) : (
      run.text
    ),
  )
}
