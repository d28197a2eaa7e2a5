import type { Ask } from '#shared/contract.ts'
import type { Who } from './cast.ts'
import type { Talk } from './talk.ts'
import { autumn, exporting, jointBooth, protocols, studying } from './talkElsewhere.ts'
import { colour, flicker, glare, welcome } from './talkLight.ts'
import { assembly, growing, heritage, interop, rights, youngsters } from './talkSmart.ts'
import { booth, carbon, repairs, shops, worth } from './talkTrade.ts'

export interface DemoLounge extends Ask<'lounge.open'> {
  chair: Who
  invited?: Who[]
  talks: Talk[]
  /** How many days before the first start its talks began and ended. */
  days: [number, number]
  archivedBecause?: string
  /** Seconds between two messages of a member, and why. */
  slow?: { seconds: number; reason: string }
  /** Whom its chair once muted, and thought better of. */
  muted?: { who: Who; minutes: number; reason: string; lifted: string }
}

const roundTable: Talk[] = [
  welcome,
  glare,
  colour,
  flicker,
  booth,
  worth,
  repairs,
  interop,
  carbon,
  heritage,
  growing,
  shops,
  rights,
  youngsters,
  assembly,
]

const open: Pick<DemoLounge, 'access' | 'seats' | 'isDefault'> = { access: 'open', seats: [], isDefault: false }
/** Everybody has been here since. Invitations are good for fourteen days. */
export const foundedDaysAgo = 13

const bilingual = (zh: string, en: string) => ({ zh, en, authoritative: 'zh' as const })

export type LoungeKey = 'roundTable' | 'exporting' | 'protocols' | 'studying' | 'jointBooth' | 'autumn'

/** Told apart by keys that no member sees; `roundTable` is where the script goes on. */
export const lounges: Record<LoungeKey, DemoLounge> = {
  roundTable: {
    ...open,
    title: bilingual('圆桌茶座', 'The Round Table'),
    topic: {
      zh: '演示对话：示例成员按脚本交谈。什么都可以聊，请直接插话。',
      en: 'Scripted demo: made-up members talk here by a script. Any topic; just join in.',
    },
    isDefault: true,
    chair: 'gu',
    talks: roundTable,
    days: [11, 0],
  },
  exporting: {
    ...open,
    title: bilingual('出口与认证', 'Export and Certification'),
    topic: { zh: '各市场的准入、标识与登记（演示）', en: 'Market access, marks and registration (demo)' },
    chair: 'tan',
    talks: [exporting],
    days: [9, 1],
    slow: { seconds: 30, reason: '问题较多，请留出时间让大家读完再答。' },
  },
  protocols: {
    ...open,
    title: bilingual('智能照明互联互通', 'Smart Lighting, Together'),
    topic: { zh: '“五条底线”草案与互测（演示）', en: 'The "five bottom lines" and the mutual tests (demo)' },
    chair: 'tan',
    talks: [protocols],
    days: [10, 2],
    muted: {
      who: 'shi',
      minutes: 60,
      reason: '连续贴出未脱敏的客户日志，先停一停。',
      lifted: '日志已脱敏，可以继续讨论。',
    },
  },
  studying: {
    title: bilingual('品牌评价标准共读', 'Reading Brand Standards'),
    topic: { zh: '专家与主席团共读（演示）', en: 'Experts and the chairs read together (demo)' },
    access: 'bySeat',
    seats: ['secretariat', 'chair', 'viceChair', 'expert'],
    isDefault: false,
    chair: 'su',
    talks: [studying],
    days: [7, 3],
  },
  jointBooth: {
    title: bilingual('春季光展联合展位筹备组', 'Spring Fair: Joint Booth Group'),
    topic: { zh: '仅限筹备组（演示）', en: 'For the preparing group only (demo)' },
    access: 'invitation',
    seats: [],
    isDefault: false,
    chair: 'gu',
    invited: ['su', 'mia', 'pei', 'kong', 'ling', 'song', 'dong', 'ravi'],
    talks: [jointBooth],
    days: [5, 1],
  },
  autumn: {
    ...open,
    title: bilingual('秋季沙龙复盘', 'Looking Back at the Autumn Salon'),
    topic: { zh: '已结束（演示）', en: 'Concluded (demo)' },
    chair: 'shao',
    talks: [autumn],
    days: [12, 12],
    archivedBecause: '秋季沙龙复盘已完成，内容保留备查。',
  },
}
