import type { Load } from './plan.ts'

/** One crowd under one load. */
export interface Variant {
  /** Under this name its figures stand beside the headline's. */
  name: string
  rooms: number
  members: number
  load: Load
}

/** The first variant is the headline. */
export interface Scenario {
  name: string
  says: string
  variants: Variant[]
  rounds: number
}

const oneHall = { rooms: 1, members: 200 }

export const scenarios: Scenario[] = [
  {
    name: 'fanout',
    says: 'one room of 200 members, as fast as it goes, with 8 messages in flight and with 1',
    variants: [
      { name: 'window8', ...oneHall, load: { kind: 'saturate', window: 8 } },
      { name: 'window1', ...oneHall, load: { kind: 'saturate', window: 1 } },
    ],
    rounds: 5,
  },
  {
    name: 'rooms',
    says: '200 rooms of 10 members, as fast as it goes, with one message per room in flight',
    variants: [{ name: 'rooms', rooms: 200, members: 2000, load: { kind: 'saturate', window: 200 } }],
    rounds: 5,
  },
  {
    name: 'steady',
    says: 'one room of 200 members at 25 messages a second',
    variants: [{ name: 'steady', ...oneHall, load: { kind: 'steady', messagesPerSecond: 25 } }],
    rounds: 5,
  },
  {
    name: 'idle',
    says: 'connections in rooms of 200 where nobody says anything',
    variants: [
      { name: 'at5000', rooms: 25, members: 5000, load: { kind: 'idle' } },
      { name: 'at1000', rooms: 5, members: 1000, load: { kind: 'idle' } },
    ],
    rounds: 3,
  },
  {
    name: 'storm',
    says: '1,000 members join one room at once and get its last 50 messages',
    variants: [{ name: 'storm', rooms: 1, members: 1001, load: { kind: 'storm', history: 50 } }],
    rounds: 5,
  },
]
