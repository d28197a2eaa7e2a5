import { lookup as systemLookup } from 'node:dns'
import { request as plainRequest } from 'node:http'
import { type RequestOptions, request as secureRequest } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'

const patienceMs = 10_000
const longestAnswer = 64 * 1024

export type OutboundFault = 'address' | 'timeout' | 'connection'

/** Nothing came back that could be looked at. */
export class OutboundError extends Error {
  readonly fault: OutboundFault
  constructor(fault: OutboundFault) {
    super(`outbound request failed: ${fault}`)
    this.name = 'OutboundError'
    this.fault = fault
  }
}

/** What is not the public internet (IANA special-purpose registries), and what hides an IPv4 address in an IPv6 one. */
const inner = { ipv4: new BlockList(), ipv6: new BlockList() }
for (const range of [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
])
  addRange(range, 'ipv4')
for (const range of ['64:ff9b::/96', '64:ff9b:1::/48', '100::/64', '2001::/23', '2001:db8::/32', '2002::/16'])
  addRange(range, 'ipv6')
for (const range of ['::/96', '::ffff:0:0/96', 'fc00::/7', 'fe80::/10', 'fec0::/10', 'ff00::/8'])
  addRange(range, 'ipv6')

function addRange(range: string, family: 'ipv4' | 'ipv6'): void {
  const [address, prefix] = range.split('/')
  inner[family].addSubnet(address!, Number(prefix), family)
}

const isLoopback = (address: string) => address === '::1' || (isIP(address) === 4 && address.startsWith('127.'))

/** Whether an address may be asked for: one of the public internet, or this machine where a test allows that. */
export function isReachable(address: string, mayLoop: boolean): boolean {
  const family = isIP(address)
  if (family === 0) return false
  if (isLoopback(address)) return mayLoop
  const kind = family === 4 ? 'ipv4' : 'ipv6'
  return !inner[kind].check(address, kind)
}

/** Whether something may be sent to such an address at all, as far as can be said before its name is looked up. */
export function isOutboundUrl(text: string, mayLoop: boolean): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, password, hostname } = new URL(text)
  if (username !== '' || password !== '') return false
  if (protocol !== 'https:' && !(mayLoop && protocol === 'http:')) return false
  const host = bare(hostname)
  return isIP(host) === 0 ? true : isReachable(host, mayLoop)
}
const bare = (hostname: string) => hostname.replace(/^\[|\]$/g, '')

/** Looks a name up once, and connects to nothing but what was found then: it cannot mean another address afterwards. */
function guardedLookup(mayLoop: boolean): LookupFunction {
  return (hostname, options, done) => {
    systemLookup(hostname, { ...options, all: true }, (error, found) => {
      const addresses = Array.isArray(found) ? found : []
      const refused = addresses.some(({ address }) => !isReachable(address, mayLoop))
      if (error || addresses.length === 0) return done(error ?? new OutboundError('connection'), '')
      if (refused) return done(new OutboundError('address'), '')
      if (options.all) return done(null, addresses)
      done(null, addresses[0]!.address, addresses[0]!.family)
    })
  }
}

/** Sends to an address that a member gave. Follows no redirect, waits ten seconds, reads 64 kB; throws OutboundError. */
export function postOutbound(
  { mayLoop }: { mayLoop: boolean },
  { url, headers, body }: { url: string; headers: Record<string, string>; body: string | Buffer },
): Promise<{ status: number; text: string }> {
  if (!isOutboundUrl(url, mayLoop)) return Promise.reject(new OutboundError('address'))
  const options: RequestOptions = {
    method: 'POST',
    agent: false,
    headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
    lookup: guardedLookup(mayLoop),
    signal: AbortSignal.timeout(patienceMs),
  }
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => reject(asFault(error))
    const send = url.startsWith('http:') ? plainRequest : secureRequest
    const request = send(url, options, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
        if (text.length <= longestAnswer) return
        resolve({ status: response.statusCode ?? 0, text: text.slice(0, longestAnswer) })
        request.destroy()
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
      response.on('error', fail)
    })
    request.on('error', fail)
    request.end(body)
  })
}

function asFault(error: Error): OutboundError {
  if (error instanceof OutboundError) return error
  return new OutboundError(error.name === 'TimeoutError' || error.name === 'AbortError' ? 'timeout' : 'connection')
}
