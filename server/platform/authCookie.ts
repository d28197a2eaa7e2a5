import { createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { Config } from './config.ts'

export const cookiePrefix = 'chandelier'
export const isForTlsOnly = ({ publicUrl }: Pick<Config, 'publicUrl'>) => publicUrl?.startsWith('https:') ?? false

/**
 * The token in better-auth's session cookie, `token.signature`; null where there is none or the signature is not ours.
 * Read here because every socket asks: through the library it is two queries and two jobs for the thread pool.
 */
export function sessionTokenOf({ cookie }: IncomingHttpHeaders, config: Pick<Config, 'publicUrl' | 'secret'>) {
  const name = `${isForTlsOnly(config) ? '__Secure-' : ''}${cookiePrefix}.session_token=`
  const found = cookie?.split(/; */).find((part) => part.startsWith(name))
  const value = found && decoded(found.slice(name.length))
  if (!value) return null
  const [token, signature] = [value.slice(0, value.lastIndexOf('.')), value.slice(value.lastIndexOf('.') + 1)]
  return token && isSignature(signature, token, config.secret) ? token : null
}

function isSignature(given: string, token: string, secret: string): boolean {
  const own = createHmac('sha256', secret).update(token).digest()
  const bytes = Buffer.from(given, 'base64')
  return bytes.length === own.length && timingSafeEqual(bytes, own)
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
