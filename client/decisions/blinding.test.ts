import { RSABSSA } from '@cloudflare/blindrsa-ts'
import { hexToBytes } from '@noble/hashes/utils.js'
import { expect, test } from 'vitest'
import { blindSerial, unblind } from './blinding.ts'

const suite = RSABSSA.SHA384.PSS.Deterministic()
const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

test('what the hub signs without seeing the serial is a signature over the serial, by its key alone', async () => {
  const { publicKey, privateKey } = await suite.generateKey({
    modulusLength: 1024,
    publicExponent: Uint8Array.of(1, 0, 1),
  })
  const spki = btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.exportKey('spki', publicKey))))
  const made = await blindSerial(spki)
  expect(made.blinded).not.toContain(made.serial)
  const signature = hex(await suite.blindSign(privateKey, hexToBytes(made.blinded)))
  const whole = await unblind(spki, made, signature)
  expect(whole).not.toBe(signature)
  expect(await suite.verify(publicKey, hexToBytes(whole), hexToBytes(made.serial))).toBe(true)
  const other = await blindSerial(spki)
  await expect(unblind(spki, other, signature)).rejects.toThrow()
})
