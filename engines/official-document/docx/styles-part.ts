import { officeFamilies } from '../fonts/font-names.catalogue.ts'
import { geometry } from '../printed/geometry.ts'

const namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

/** The style of the few lines that stand by measure and not on a line of the grid. */
export const offGridStyle = 'OffGrid'

/**
 * `word/styles.xml`: 3号仿宋 throughout, and none of the space that text processors otherwise add
 * between Chinese and Latin characters, because it would break the grid of 28 characters.
 */
export function stylesPart(): string {
  const font = officeFamilies.fangSong
  const halfPoints = geometry.bodySizePt * 2
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    `<w:styles ${namespace}><w:docDefaults>`,
    '<w:rPrDefault><w:rPr>',
    `<w:rFonts w:ascii="${font}" w:hAnsi="${font}" w:eastAsia="${font}" w:cs="${font}"/>`,
    `<w:sz w:val="${halfPoints}"/><w:szCs w:val="${halfPoints}"/>`,
    '<w:lang w:val="en-US" w:eastAsia="zh-CN"/>',
    '</w:rPr></w:rPrDefault>',
    '<w:pPrDefault/>',
    '</w:docDefaults>',
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">',
    '<w:name w:val="Normal"/><w:qFormat/><w:pPr>',
    '<w:widowControl w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>',
    '</w:pPr></w:style>',
    `<w:style w:type="paragraph" w:styleId="${offGridStyle}">`,
    '<w:name w:val="Off Grid"/><w:basedOn w:val="Normal"/>',
    '<w:pPr><w:snapToGrid w:val="0"/></w:pPr></w:style>',
    '</w:styles>',
  ].join('')
}
