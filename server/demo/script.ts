import type { Who } from './cast.ts'
import { nextLineAfter } from './pace.ts'
import type { Player } from './player.ts'
import { players, type Scene, type SceneLine, scenes } from './scenes.ts'

export interface Stage {
  room: string
  cast: Map<Who, Pick<Player, 'isHere' | 'come' | 'go' | 'type' | 'read' | 'perform'>>
  /** People in the room who are no players, and how many messages the room holds. */
  look(): Promise<{ guests: string[]; messages: number }>
  random(): number
  onBroken(error: unknown): void
}

const lookEveryMs = 500
const present = 5
const typingEveryMs = 1600

/** Lets demo members go on talking while somebody watches, until `stop`. */
export function startScript(stage: Stage): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const { signal } = stopping
  const running = play(stage, signal).catch((error: unknown) => {
    if (!signal.aborted) stage.onBroken(error)
  })
  return {
    async stop() {
      stopping.abort()
      await running
      for (const player of stage.cast.values()) player.go()
    },
  }
}

async function play(stage: Stage, signal: AbortSignal): Promise<void> {
  const audience = new Audience(stage)
  for (const who of players.slice(0, present)) stage.cast.get(who)?.come()
  while (!signal.aborted) {
    for (const scene of shuffled(scenes, stage.random)) {
      let answered: string | null = null
      for (const line of worded(scene, stage.random)) {
        await pause(audience, signal)
        answered = (await playLine(stage, line, { answered, signal })) ?? answered
        audience.heardLine()
        await allRead(stage)
      }
      comeAndGo(stage)
    }
  }
}

/** Waits as the pace says; a guest who comes in has to wait but a moment. */
async function pause(audience: Audience, signal: AbortSignal): Promise<void> {
  const wanted = audience.pauseMs() ?? Number.POSITIVE_INFINITY
  const { arrivals } = audience
  for (let waited = 0; waited < wanted && audience.arrivals === arrivals; waited += lookEveryMs) {
    await sleep(lookEveryMs, signal)
    await audience.look()
    if (wanted === Number.POSITIVE_INFINITY && audience.pauseMs() !== null) return
  }
}

async function playLine(
  { cast, room, random }: Stage,
  line: SceneLine,
  { answered, signal }: { answered: string | null; signal: AbortSignal },
): Promise<string | null> {
  const player = cast.get(line.by)
  if (!player) return null
  if (!player.isHere) {
    player.come()
    await sleep(1200, signal)
  }
  // About as fast as people type, but nobody has to wait for it.
  const typingMs = Math.min(6000, 1200 + line.text.length * 60)
  for (let typed = 0; typed < typingMs; typed += typingEveryMs) {
    player.type()
    await sleep(Math.min(typingEveryMs, typingMs - typed), signal)
  }
  const replyTo = line.isAnswer ? answered : null
  const posted = await player.perform('message.post', { room, text: line.text, replyTo })
  if (!posted) return null
  for (const [emoji, fans] of Object.entries(line.reactions ?? {})) {
    for (const fan of fans ?? []) {
      if (!cast.get(fan)?.isHere) continue
      await sleep(300 + random() * 900, signal)
      await cast.get(fan)?.perform('reaction.set', { room, message: posted.message, emoji, isOn: true })
    }
  }
  return posted.message
}

async function allRead({ cast }: Stage): Promise<void> {
  await Promise.all(Array.from(cast.values(), (player) => (player.isHere ? player.read() : null)))
}

/** Between two scenes somebody leaves and somebody else comes. */
function comeAndGo({ cast, random }: Stage): void {
  const here = players.filter((who) => cast.get(who)?.isHere)
  const away = players.filter((who) => !cast.get(who)?.isHere)
  if (here.length > present) cast.get(pick(here, random))?.go()
  if (away.length > 0) cast.get(pick(away, random))?.come()
}

/** Who watches, and since when. Before the first guest comes, nobody has been there for long. */
class Audience {
  readonly #stage: Stage
  #known = new Set<string>()
  #guestMessages = 0
  #emptySince: number | null = Number.NEGATIVE_INFINITY
  #linesSinceGuest = 0
  #lines = 0
  arrivals = 0

  constructor(stage: Stage) {
    this.#stage = stage
  }

  async look(): Promise<void> {
    const { guests, messages } = await this.#stage.look()
    const hasNewcomer = guests.some((guest) => !this.#known.has(guest))
    const guestMessages = messages - this.#lines
    if (hasNewcomer) this.arrivals++
    if (hasNewcomer || guestMessages > this.#guestMessages) this.#linesSinceGuest = 0
    this.#guestMessages = guestMessages
    this.#known = new Set(guests)
    this.#emptySince = guests.length > 0 ? null : (this.#emptySince ?? performance.now())
  }

  heardLine(): void {
    this.#lines++
    this.#linesSinceGuest++
  }

  /** Milliseconds until the next line, or null for silence. */
  pauseMs(): number | null {
    const emptyMs = this.#emptySince === null ? 0 : performance.now() - this.#emptySince
    return nextLineAfter({ linesSinceGuest: this.#linesSinceGuest, lines: this.#lines, emptyMs }, this.#stage.random)
  }
}

function worded({ words, lines }: Scene, random: () => number): SceneLine[] {
  const chosen = Object.fromEntries(Object.entries(words).map(([name, choice]) => [name, pick(choice, random)]))
  return lines.map((line) => ({
    ...line,
    text: line.text.replace(/\{(\w+)\}/g, (whole, name: string) => chosen[name] ?? whole),
  }))
}

function shuffled<Item>(items: Item[], random: () => number): Item[] {
  const drawn = items.map((item) => ({ item, place: random() }))
  return drawn.sort((one, other) => one.place - other.place).map(({ item }) => item)
}

const pick = <Item>(items: Item[], random: () => number): Item => items[Math.floor(random() * items.length)]!

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const stop = () => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, ms)
    signal.addEventListener('abort', stop, { once: true })
  })
}
