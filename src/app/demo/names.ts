import type { Random } from './random.ts'

// Invented: combinations of common syllables. Nobody is meant.
const surnames = [
  ...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛',
  ...'范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅齐康伍余元顾孟',
]
const givenFirst = [...'清明远山晓文思雨若子一以知景云书怀嘉予林江夏冬秋春南北安宁和平素青白朗川']
const givenSecond = [...'舟禾川然宁远安之行言月星辰溪岚松柏桐竹兰芷蘅柔敏恒毅诚信达阳']

/** Gives each call another name; after the combinations of two syllables, three. */
export function nameMaker(random: Random): () => string {
  const used = new Set<string>()
  return () => {
    for (let tries = 0; ; tries += 1) {
      const given = random.chance(0.35) && tries < 3 ? '' : random.pick(givenFirst)
      const name = random.pick(surnames) + given + random.pick(givenSecond)
      if (used.has(name)) continue
      used.add(name)
      return name
    }
  }
}

export interface StationPlace {
  readonly name: string
  /** Town names inside the station's area. */
  readonly towns: readonly string[]
  /** Kilometres east and north of the county town's middle. */
  readonly eastKm: number
  readonly northKm: number
  /** Posts and schools of its area; the sums are 106 and 160. */
  readonly posts: number
  readonly schools: number
  readonly spreadKm: number
}

export const stations: readonly StationPlace[] = [
  { name: '城关', towns: ['城关镇'], eastKm: 0, northKm: 0, posts: 22, schools: 27, spreadKm: 1.6 },
  {
    name: '城东',
    towns: ['城关镇'],
    eastKm: 3,
    northKm: -0.6,
    posts: 17,
    schools: 21,
    spreadKm: 1.7,
  },
  {
    name: '南苑',
    towns: ['南苑街道'],
    eastKm: 0.4,
    northKm: -3.4,
    posts: 14,
    schools: 18,
    spreadKm: 1.8,
  },
  {
    name: '河西',
    towns: ['河西镇'],
    eastKm: -3.6,
    northKm: 0.4,
    posts: 13,
    schools: 17,
    spreadKm: 2.1,
  },
  { name: '白水', towns: ['白水镇'], eastKm: -9, northKm: 8, posts: 8, schools: 15, spreadKm: 3.5 },
  {
    name: '云台',
    towns: ['云台镇', '云台乡'],
    eastKm: 8,
    northKm: 10,
    posts: 7,
    schools: 14,
    spreadKm: 4,
  },
  {
    name: '石桥',
    towns: ['石桥镇'],
    eastKm: 12,
    northKm: -2,
    posts: 7,
    schools: 13,
    spreadKm: 3.6,
  },
  {
    name: '松坪',
    towns: ['松坪乡'],
    eastKm: 14,
    northKm: -12,
    posts: 6,
    schools: 12,
    spreadKm: 4.2,
  },
  {
    name: '柳溪',
    towns: ['柳溪镇'],
    eastKm: -6,
    northKm: -11,
    posts: 7,
    schools: 12,
    spreadKm: 3.8,
  },
  {
    name: '大坪',
    towns: ['大坪乡'],
    eastKm: -15,
    northKm: -3,
    posts: 5,
    schools: 11,
    spreadKm: 4.4,
  },
]

export const schoolWords = [
  ...['实验', '育才', '新华', '光明', '春晖', '向阳', '明德', '启智', '文昌', '东湖', '青山'],
  ...['晨光', '星河', '丽景', '和平', '桃源', '清泉', '锦绣', '博雅', '致远', '朝阳', '翠屏'],
]
