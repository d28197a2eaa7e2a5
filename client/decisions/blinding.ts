import { RSABSSA } from '@cloudflare/blindrsa-ts'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'

// Serials are 32 random bytes, so nothing random needs to go before them (RFC 9474, section 5).
const suite = RSABSSA.SHA384.PSS.Deterministic()

/** A serial with what hides it from the hub; all in lower hexadecimal. */
export interface Blinded {
  serial: string
  blinded: string
  /** Takes the blinding off what the hub has signed. */
  inverse: string
}

const importKey = (spki: string) =>
  crypto.subtle.importKey(
    'spki',
    Uint8Array.from(atob(spki), (char) => char.charCodeAt(0)),
    { name: 'RSA-PSS', hash: 'SHA-384' },
    true,
    ['verify'],
  )

/** 32 random bytes in lower hexadecimal. */
export const random32 = () => bytesToHex(crypto.getRandomValues(new Uint8Array(32)))

/** A new serial, hidden for the round with this key (SPKI in base64). */
export async function blindSerial(key: string): Promise<Blinded> {
  const serial = random32()
  const { blindedMsg, inv } = await suite.blind(await importKey(key), hexToBytes(serial))
  return { serial, blinded: bytesToHex(blindedMsg), inverse: bytesToHex(inv) }
}

/** The signature over the serial itself. Rejects where the hub did not sign by this key. */
export async function unblind(key: string, { serial, inverse }: Blinded, signature: string): Promise<string> {
  const whole = await suite.finalize(
    await importKey(key),
    hexToBytes(serial),
    hexToBytes(signature),
    hexToBytes(inverse),
  )
  return bytesToHex(whole)
}
