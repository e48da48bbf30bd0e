import type { FontSlot } from '../printed/piece.ts'

/**
 * Families that an operator may own, by the slot they serve, best first. Compared without case,
 * spaces, hyphens and underscores.
 */
export const operatorFamilies: Record<FontSlot, readonly string[]> = {
  fangSong: [
    '仿宋_GB2312',
    'FangSong_GB2312',
    '方正仿宋_GBK',
    'FZFangSong-Z02',
    '仿宋',
    'FangSong',
    '华文仿宋',
    'STFangsong',
  ],
  song: [
    '方正小标宋_GBK',
    '方正小标宋简体',
    'FZXiaoBiaoSong-B05',
    'FZXiaoBiaoSong-B05S',
    '小标宋',
    '华文中宋',
    'STZhongsong',
  ],
  kai: [
    '楷体_GB2312',
    'KaiTi_GB2312',
    '方正楷体_GBK',
    'FZKai-Z03',
    '楷体',
    'KaiTi',
    '华文楷体',
    'STKaiti',
  ],
  hei: ['方正黑体_GBK', 'FZHei-B01', '黑体', 'SimHei', '华文黑体', 'STHeiti'],
  folio: ['宋体', 'SimSun', '方正书宋_GBK', '华文宋体', 'STSong'],
}

/** The names a DOCX asks for; Word and WPS replace what the reader's machine lacks. */
export const officeFamilies: Record<FontSlot, string> = {
  fangSong: '仿宋_GB2312',
  song: '方正小标宋简体',
  kai: '楷体_GB2312',
  hei: '黑体',
  folio: '宋体',
}
