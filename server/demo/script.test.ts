import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Who } from './cast.ts'
import { players, scenes } from './scenes.ts'
import { type Stage, startScript } from './script.ts'
import { seededRandom } from './timeline.ts'

interface Done {
  by: Who
  name: string
  input: { text?: string; replyTo?: string | null }
}

let done: Done[] = []
let typed = 0
let guests: string[] = []
let script: { stop(): Promise<void> } | null = null
const here = new Set<Who>()
const posts = () => done.filter(({ name }) => name === 'message.post')

beforeEach(() => {
  vi.useFakeTimers()
  done = []
  typed = 0
  guests = []
  here.clear()
})
afterEach(async () => {
  await script?.stop()
  vi.useRealTimers()
})

function actor(by: Who) {
  return {
    get isHere() {
      return here.has(by)
    },
    come: () => void here.add(by),
    go: () => void here.delete(by),
    async read() {},
    type() {
      typed++
    },
    async perform(name: string, input: object) {
      done.push({ by, name, input })
      return { message: `m${done.length}`, seq: done.length }
    },
  }
}

function begin(): void {
  const stage = {
    room: 'round-table',
    cast: new Map(players.map((who) => [who, actor(who)])),
    look: async () => ({ guests, messages: posts().length }),
    random: seededRandom(11),
    onBroken(error: unknown) {
      throw error
    },
  }
  script = startScript(stage as unknown as Stage)
}
const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1000)

describe('the script', () => {
  test('keeps some members in the room and says nothing while nobody watches', async () => {
    begin()
    await seconds(600)
    expect(here.size).toBeGreaterThan(2)
    expect([typed, done]).toEqual([0, []])
  })

  test('begins within seconds when a guest comes in', async () => {
    begin()
    await seconds(30)
    guests = ['luo']
    await seconds(3)
    expect(typed).toBeGreaterThan(0)
    await seconds(12)
    expect(posts().length).toBeGreaterThan(0)
  })

  test('speaks line by line as the scenes are written, answers included', async () => {
    begin()
    guests = ['luo']
    await seconds(120)
    const said = posts().map(({ by, input }) => ({ by, isAnswer: input.replyTo !== null }))
    expect(said.length).toBeGreaterThan(6)
    const first = scenes.find(({ lines }) =>
      lines.every(({ by, isAnswer = false }, place) => {
        const line = said[place]
        return !line || (line.by === by && line.isAnswer === isAnswer)
      }),
    )
    expect(first).toBeDefined()
    expect(posts().map(({ input }) => input.text)).not.toContainEqual(expect.stringMatching(/[{}]/))
  })

  test('falls silent a minute after the last guest has gone', async () => {
    begin()
    guests = ['luo']
    await seconds(60)
    guests = []
    await seconds(90)
    const count = posts().length
    await seconds(3600)
    expect(posts().length).toBe(count)
  })

  test('slows down for a tab that was left open', async () => {
    begin()
    guests = ['luo']
    await seconds(900)
    const first = posts().length
    await seconds(3600)
    expect(posts().length - first).toBeGreaterThan(20)
    expect(posts().length - first).toBeLessThan(60)
  })

  test('lets people come and go between scenes', async () => {
    begin()
    guests = ['luo']
    const before = [...here].join()
    await seconds(300)
    expect([...here].join()).not.toBe(before)
    expect(here.size).toBeGreaterThan(2)
  })

  test('sends everybody home when it is stopped', async () => {
    begin()
    guests = ['luo']
    await seconds(20)
    await script?.stop()
    expect(here.size).toBe(0)
  })
})

test('each scene uses only words that it has, and people who play', () => {
  for (const { words, lines } of scenes) {
    const used = lines.flatMap(({ text }) => Array.from(text.matchAll(/\{(\w+)\}/g), (match) => match[1]))
    expect(used.filter((word) => !Object.hasOwn(words, word ?? ''))).toEqual([])
    expect(Object.keys(words).filter((word) => !used.includes(word))).toEqual([])
    const cast = lines.flatMap(({ by, reactions = {} }) => [by, ...Object.values(reactions).flat()])
    expect(cast.filter((who) => !players.includes(who as Who))).toEqual([])
    expect(lines[0]?.isAnswer).toBeUndefined()
  }
})
