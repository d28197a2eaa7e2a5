import { type Chance, chance } from '#server/testing/chance.ts'

const syllables = Array.from(
  '照明灯具光源显色指数能效标准品牌集群展会样品合同交付检测认证驱动电源色温亮度安装设计客户方案工程博物馆酒店商场道路景观',
)
const stems = [
  'light',
  'lamp',
  'sample',
  'driver',
  'dimming',
  'report',
  'schedule',
  'tender',
  'factory',
  'optics',
  'glare',
]

/** What a message of the benchmark is made of: words as frequent as in talk, few very often and many seldom. */
export interface Vocabulary {
  sentence(place: number): string
}

/** So many messages apart stands each of a hundred words that are in three messages each. */
export const rareWord = (n: number) =>
  `罕${syllables[n % syllables.length]}${syllables[(n * 7 + 3) % syllables.length]}${n}`
export const rareWords = 100
/** Each in one message of ten, together in one of a hundred. */
export const common = ['灯具', '样品', '会议', 'project', 'quality']
/** One of them in every fourth message, never both in one. */
export const apart = ['左侧', '右侧'] as const

export function vocabularyOf(total: number): Vocabulary {
  const random = chance(20_671)
  const words = wordsBy(random)
  const rareAt = new Map(
    Array.from({ length: rareWords * 3 }, (_, n) => [
      Math.floor(((n + 0.5) * total) / (rareWords * 3)),
      rareWord(n % rareWords),
    ]),
  )
  return {
    sentence(place) {
      const length = 4 + random.below(8)
      const parts = Array.from({ length }, () => words[Math.floor(words.length ** (random.below(1000) / 1000)) - 1]!)
      for (const word of common) if (random.below(10) === 0) parts.splice(random.below(parts.length), 0, word)
      const side = random.below(4)
      if (side < 2) parts.push(apart[side]!)
      const rare = rareAt.get(place)
      if (rare) parts.push(rare)
      return parts.map((part) => (/[a-z]/.test(part) ? ` ${part} ` : part)).join(random.below(3) === 0 ? '，' : '')
    },
  }
}

function wordsBy(random: Chance): string[] {
  const two = () => random.pick(syllables) + random.pick(syllables)
  return Array.from({ length: 4000 }, (_, n) => (n % 5 === 4 ? `${random.pick(stems)}${n % 97}` : two()))
}
