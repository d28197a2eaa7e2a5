import type { Hub } from '#server/platform/hub.ts'
import { eraseAll } from './erasing.ts'
import { findErasures, forgetErasure } from './erasure.model.ts'
import { findRooms } from './room.model.ts'

const lookEveryMs = 2000

export interface Erasures {
  /** Takes out whatever former members said that is to go; called by its own clock too. */
  look(): Promise<void>
  close(): Promise<void>
}

/**
 * Beside the reactions, which wait for each other: whoever leaves may have written for years. What is erased is no
 * longer found, so that a crash only puts the rest off; of several processes each may come by, the same deed is done once.
 */
export function startErasures(hub: Hub): Erasures {
  let isClosing = false
  const isOver = () => isClosing
  async function look(): Promise<void> {
    for (const author of await findErasures(hub.store)) {
      for (const { id: room } of await findRooms(hub.store)) {
        if (isClosing) return
        await eraseAll(hub, { room, cause: 'left', author, isOver })
      }
      if (!isClosing) await forgetErasure(hub.store, author)
    }
  }
  let turn: Promise<void> = Promise.resolve()
  let isWaiting = false
  const lookAgain = () => {
    if (!isWaiting) {
      isWaiting = true
      turn = turn
        .then(() => {
          isWaiting = false
          return look()
        })
        .catch((error: unknown) => hub.log.error({ err: error }, 'words of former members not erased yet'))
    }
    return turn
  }
  void lookAgain()
  const timer = setInterval(() => void lookAgain(), lookEveryMs)
  timer.unref()
  return {
    look: lookAgain,
    async close() {
      isClosing = true
      clearInterval(timer)
      await turn
    },
  }
}
