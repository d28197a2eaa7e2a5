import { createPrivateKey, createPublicKey, randomBytes } from 'node:crypto'
import { RSABSSA } from '@cloudflare/blindrsa-ts'
import { afterEach, expect, test, vi } from 'vitest'
import { isToken, makeKeyPair, readPrivateKey, readPublicKey, signBlinded } from './blindSigning.ts'
import vector from './rfc9474.vector.json' with { type: 'json' }

const suite = RSABSSA.SHA384.PSS.Deterministic()
afterEach(() => vi.restoreAllMocks())

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'))
const hex = (some: Uint8Array) => Buffer.from(some).toString('hex')
const importSpki = (spki: string) =>
  crypto.subtle.importKey(
    'spki',
    bytes(Buffer.from(spki, 'base64').toString('hex')),
    { name: 'RSA-PSS', hash: 'SHA-384' },
    true,
    ['verify'],
  )

test('the vector of RFC 9474 comes out: blinded on one side, signed on the other, unblinded and verified', async () => {
  const { publicKey, privateKey } = keysOf(vector)
  const spki = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  const message = bytes(vector.msg)
  const blind = inverse(BigInt(`0x${vector.inv}`), modulusOf(vector))
  vi.spyOn(crypto, 'getRandomValues')
    .mockReturnValueOnce(new Uint8Array())
    .mockReturnValueOnce(bytes(vector.salt))
    .mockReturnValueOnce(bytes(asHex(blind, 1024)))
  const key = await importSpki(spki)
  const { blindedMsg, inv } = await suite.blind(key, suite.prepare(message))
  expect(hex(blindedMsg)).toBe(vector.blinded_msg)
  expect(hex(inv)).toBe(vector.inv)
  const signature = await suite.finalize(key, message, signBlinded(privateKey, blindedMsg)!, inv)
  expect(hex(signature)).toBe(vector.sig)
  expect(isToken(publicKey, { serial: message, signature })).toBe(true)
})

test('a token of a key that was made here holds for its serial and key alone', async () => {
  const [made, other] = await Promise.all([makeKeyPair(), makeKeyPair()])
  const serial = randomBytes(32)
  const key = await importSpki(made.publicKey)
  const { blindedMsg, inv } = await suite.blind(key, serial)
  const signature = await suite.finalize(key, serial, signBlinded(readPrivateKey(made.privateKey), blindedMsg)!, inv)
  const publicKey = readPublicKey(made.publicKey)
  expect(isToken(publicKey, { serial, signature })).toBe(true)
  expect(isToken(publicKey, { serial: randomBytes(32), signature })).toBe(false)
  expect(isToken(readPublicKey(other.publicKey), { serial, signature })).toBe(false)
  const spoiled = Uint8Array.from(signature)
  spoiled[7]! ^= 1
  expect(isToken(publicKey, { serial, signature: spoiled })).toBe(false)
  expect(isToken(publicKey, { serial, signature: new Uint8Array(256) })).toBe(false)
  expect(isToken(publicKey, { serial, signature: new Uint8Array(3) })).toBe(false)
})

test('what is no number below the modulus is not signed', async () => {
  const { privateKey } = await makeKeyPair()
  const key = readPrivateKey(privateKey)
  for (const blinded of [new Uint8Array(256).fill(255), new Uint8Array(255), new Uint8Array(257), new Uint8Array()]) {
    expect(signBlinded(key, blinded)).toBeNull()
  }
})

const asHex = (value: bigint, digits: number) => value.toString(16).padStart(digits, '0')
const modulusOf = ({ p, q }: { p: string; q: string }) => BigInt(`0x${p}`) * BigInt(`0x${q}`)

function keysOf(given: { p: string; q: string }) {
  const [p, q, e] = [BigInt(`0x${given.p}`), BigInt(`0x${given.q}`), 65_537n]
  const d = inverse(e, (p - 1n) * (q - 1n))
  const part = (value: bigint, digits: number) => Buffer.from(asHex(value, digits), 'hex').toString('base64url')
  const jwk = {
    kty: 'RSA',
    n: part(p * q, 1024),
    e: 'AQAB',
    d: part(d, 1024),
    p: part(p, 512),
    q: part(q, 512),
    dp: part(d % (p - 1n), 512),
    dq: part(d % (q - 1n), 512),
    qi: part(inverse(q, p), 512),
  }
  const privateKey = createPrivateKey({ key: jwk, format: 'jwk' })
  return { privateKey, publicKey: createPublicKey(privateKey) }
}

function inverse(value: bigint, modulus: bigint): bigint {
  let [r, next, s, after] = [modulus, value % modulus, 0n, 1n]
  while (next !== 0n) {
    const times = r / next
    ;[r, next, s, after] = [next, r - times * next, after, s - times * after]
  }
  return ((s % modulus) + modulus) % modulus
}
