import { create } from 'zustand'
import { connection } from '#client/platform/connection.ts'
import { ask } from '#client/platform/hub.ts'
import { useSession } from './me.store.ts'

const nobody: ReadonlySet<string> = new Set()
const useBlocks = create<{ people: ReadonlySet<string> }>(() => ({ people: nobody }))

/** Whether one does not want to hear from a person. */
export const useIsBlocked = (person: string): boolean => useBlocks(({ people }) => people.has(person))

/** Everybody whom one does not want to hear from. */
export const useBlockedPeople = (): ReadonlySet<string> => useBlocks(({ people }) => people)

export async function readBlocks(): Promise<void> {
  const answer = await ask('blocks.mine', {}).catch(() => null)
  if (answer) useBlocks.setState({ people: new Set(answer.people) })
}

connection.onConnect(() => void readBlocks())
connection.on('hint', ({ board }) => {
  if (board === 'blocks') void readBlocks()
})
useSession.subscribe(({ state }) => {
  if (state === 'visitor') useBlocks.setState({ people: nobody })
})
