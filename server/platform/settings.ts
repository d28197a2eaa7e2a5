import { createECDH } from 'node:crypto'
import { z } from 'zod'

/** A whole number within bounds, however it is written. */
export const whole = (from: number, to = Number.MAX_SAFE_INTEGER) => {
  const upTo = to === Number.MAX_SAFE_INTEGER ? '' : ` to ${to}`
  const error = `needs a whole number from ${from}${upTo}`
  return z
    .string()
    .trim()
    .regex(/^\d+$/, { error })
    .transform(Number)
    .refine((number) => number >= from && number <= to, { error })
}

/** Like `whole`, with fractions. */
export const numberWithin = (from: number, to: number) => {
  const error = `needs a number from ${from} to ${to}`
  return z
    .string()
    .trim()
    .regex(/^\d+(\.\d+)?$/, { error })
    .transform(Number)
    .refine((number) => number >= from && number <= to, { error })
}

export const flag = z
  .enum(['0', '1', 'true', 'false'], { error: 'needs 1 or 0' })
  .transform((text) => text === '1' || text === 'true')

/** An address with a host behind one of some schemes. */
export const addressOf = (schemes: readonly string[], example: string) => {
  const error = `needs an address such as ${example}`
  return z.string().refine(
    (text) => {
      const url = URL.canParse(text) ? new URL(text) : null
      return url !== null && schemes.includes(url.protocol.slice(0, -1)) && url.host !== ''
    },
    { error },
  )
}

/** Where people reach the hub: it owns the whole host. */
export const ownAddress = z.string().refine(
  (text) => {
    const url = URL.canParse(text) ? new URL(text) : null
    const isPlain = url !== null && url.pathname === '/' && url.search + url.hash + url.username + url.password === ''
    return isPlain && /^https?:$/.test(url.protocol) && !text.includes('?')
  },
  { error: 'needs the address alone, without a path, such as https://hub.firm.example' },
)

const address = /^[^<>@\s]+@[^<>@\s]+$/
export const sender = z.string().refine((text) => address.test(/<([^<>]+)>$/.exec(text.trim())?.[1] ?? text.trim()), {
  error: 'needs an e-mail address, such as Chandelier <hub@firm.example>',
})

/** Whether two keys, as base64url, are a pair on the curve that push services ask for (RFC 8292). */
export function isKeyPair(publicKey: string, privateKey: string): boolean {
  try {
    const curve = createECDH('prime256v1')
    curve.setPrivateKey(Buffer.from(privateKey, 'base64url'))
    return curve.getPublicKey().equals(Buffer.from(publicKey, 'base64url'))
  } catch {
    return false
  }
}
