import { hashPassword as hash, verifyPassword as verify } from 'better-auth/crypto'

/**
 * Hashing takes a thread of Node's pool for a tenth of a second. The store writes through the same pool, so that a hall
 * full of people who sign in at once must leave threads free: or nobody's message is stored until the last one is in.
 */
const atOnce = 2

let working = 0
const waiting: (() => void)[] = []

async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (working >= atOnce) await new Promise<void>((start) => waiting.push(start))
  else working++
  try {
    return await work()
  } finally {
    const start = waiting.shift()
    if (start) start()
    else working--
  }
}

export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password))
export const verifyPassword = (given: { hash: string; password: string }): Promise<boolean> =>
  inTurn(() => verify(given))
