import { BlockList, isIP } from 'node:net'
import Bowser from 'bowser'

/** What a device says of itself, in two words and a kind. */
export function deviceOf(userAgent: string | null | undefined): {
  device: string
  kind: 'desktop' | 'mobile' | 'tablet' | 'other'
} {
  if (!userAgent) return { device: '', kind: 'other' }
  const { browser, os, platform } = Bowser.parse(userAgent.slice(0, 1000))
  const device = [browser.name, os.name].filter(Boolean).join(' · ').slice(0, 80)
  const kind = (['desktop', 'mobile', 'tablet'] as const).find((known) => known === platform.type)
  return { device, kind: kind ?? 'other' }
}

const own = new BlockList()
own.addSubnet('10.0.0.0', 8)
own.addSubnet('172.16.0.0', 12)
own.addSubnet('192.168.0.0', 16)
own.addSubnet('169.254.0.0', 16)
own.addSubnet('fc00::', 7, 'ipv6')
own.addSubnet('fe80::', 10, 'ipv6')

/** Where an address is, as far as it says so itself: the server's machine, a private network, or elsewhere. */
export function placeOf(address: string): 'machine' | 'network' | 'elsewhere' {
  const plain = address.replace(/^::ffff:/i, '')
  if (plain === '::1' || plain.startsWith('127.')) return 'machine'
  const version = isIP(plain)
  return version !== 0 && own.check(plain, version === 4 ? 'ipv4' : 'ipv6') ? 'network' : 'elsewhere'
}
