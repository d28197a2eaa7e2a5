import { createHmac } from 'node:crypto'
import type { Language } from '#shared/platform/language.shape.ts'
import type { Hook } from '#shared/rooms/hook.shape.ts'
import { previewOf } from '#shared/rooms/preview.ts'

/** Something that happened in a room, as it is told elsewhere. */
export interface HookFact {
  event: string
  seq: number
  /** ms since 1970 */
  at: number
  person: { id: string; name: string }
  /** The id of the message that it is about, and its words of this moment; empty where there are none. */
  message: string
  text: string
}

export interface HookPost {
  format: Hook['format']
  url: string
  secret: string
  /** The same for the same facts, however often they are sent. */
  delivery: string
  /** Without an address where the hub does not know its own. */
  room: { id: string; title: string; address?: string }
  language: Language
  facts: HookFact[]
  /** ms since 1970 */
  now: number
}

export interface HookFault {
  why: 'address' | 'timeout' | 'connection' | 'status' | 'answer'
  detail: string
}

interface HookRequest {
  url: string
  headers: Record<string, string>
  body: string
}

const jsonType = { 'content-type': 'application/json; charset=utf-8' }
const hmac = (key: string, text: string) => createHmac('sha256', key).update(text)
/** The shortest limit of the three robots is 4096 bytes (WeCom, markdown); the title needs some. */
const mostBytes = 3600

/** The request that tells of these facts, in the words that its receiver asks for. */
export function hookRequest(post: HookPost): HookRequest {
  return writers[post.format](post)
}

const writers: Record<Hook['format'], (post: HookPost) => HookRequest> = {
  /** 企业微信群机器人: developer.work.weixin.qq.com/document/path/91770. No signature: its address is the secret. */
  wecom(post) {
    const content = [`**${titleOf(post)}**`, ...linesOf(post), ...linkIn(post)].join('\n')
    return { url: post.url, headers: jsonType, body: JSON.stringify({ msgtype: 'markdown', markdown: { content } }) }
  },
  /** 钉钉自定义机器人, 加签: open.dingtalk.com, "custom robot". Signed is `timestamp\nsecret` with the secret as key; ms. */
  dingtalk({ url, secret, now, ...post }) {
    const title = titleOf(post)
    const text = [`#### ${title}`, ...linesOf(post), ...linkIn(post)].join('\n\n')
    const signed = new URL(url)
    if (secret !== '') {
      signed.searchParams.set('timestamp', String(now))
      signed.searchParams.set('sign', hmac(secret, `${now}\n${secret}`).digest('base64'))
    }
    const body = JSON.stringify({ msgtype: 'markdown', markdown: { title, text } })
    return { url: signed.href, headers: jsonType, body }
  },
  /** 飞书自定义机器人, 签名校验: open.feishu.cn, "custom bot". Signed is nothing, with `timestamp\nsecret` as key; seconds. */
  feishu({ url, secret, now, ...post }) {
    const text = [titleOf(post), ...linesOf(post), post.room.address ?? []].flat().join('\n')
    const timestamp = String(Math.floor(now / 1000))
    const sign = secret === '' ? {} : { timestamp, sign: hmac(`${timestamp}\n${secret}`, '').digest('base64') }
    return { url, headers: jsonType, body: JSON.stringify({ ...sign, msg_type: 'text', content: { text } }) }
  },
  /** For programs. Signed is `timestamp.body` in hex, so that neither can be changed nor an old one sent again. */
  json({ url, secret, now, delivery, room, facts }) {
    const body = JSON.stringify({ delivery, room, facts })
    const headers = {
      ...jsonType,
      'x-chandelier-delivery': delivery,
      'x-chandelier-timestamp': String(now),
      'x-chandelier-signature': `v1=${hmac(secret, `${now}.${body}`).digest('hex')}`,
    }
    return { url, headers, body }
  },
}

/** Null where the receiver took it. Robots say so in their answer, whatever the status. */
export function hookFault(
  format: Hook['format'],
  { status, text }: { status: number; text: string },
): HookFault | null {
  if (status < 200 || status >= 300) return { why: 'status', detail: String(status) }
  if (format === 'json') return null
  const code = codeIn(text)
  return code === 0 ? null : { why: 'answer', detail: String(code ?? '') }
}

function codeIn(text: string): number | null {
  try {
    const { errcode, code, StatusCode } = JSON.parse(text) as Record<string, unknown>
    const found = errcode ?? code ?? StatusCode
    return typeof found === 'number' ? found : null
  } catch {
    return null
  }
}

const open = { zh: '打开会场', en: 'Open the room' }
const words: Record<string, Record<Language, string>> = {
  'hook.greeting': { zh: '测试：推送已接通。', en: 'Test: this web hook works.' },
  'seat.taken': { zh: '{name}加入了会场', en: '{name} joined' },
  'seat.granted': { zh: '{name}获得了席位', en: '{name} was given a seat' },
  'seat.left': { zh: '{name}离开了会场', en: '{name} left' },
  'seat.removed': { zh: '{name}被移出会场', en: '{name} was removed' },
  'seat.muted': { zh: '{name}被禁言', en: '{name} was muted' },
  'seat.unmuted': { zh: '{name}被解除禁言', en: '{name} may write again' },
  'room.locked': { zh: '{name}锁定了会场', en: '{name} locked the room' },
  'room.unlocked': { zh: '{name}解除了会场锁定', en: '{name} unlocked the room' },
  'room.ruled': { zh: '{name}更改了发言规则', en: '{name} changed who may write, and how often' },
  'room.described': { zh: '会场信息已更新', en: 'The room’s details were changed' },
  'room.archived': { zh: '会场已归档', en: 'The room was archived' },
  'room.reopened': { zh: '会场已重新开放', en: 'The room was reopened' },
}
const colon = { zh: '：', en: ': ' }

/** Marks with which a robot would mention everybody, link elsewhere or change how others' words look, made harmless. */
const plain = (text: string) =>
  previewOf(text, 200).replace(/[<>[\]]/g, (mark) => String.fromCodePoint(mark.codePointAt(0)! + 0xfee0))

const linkIn = ({ room, language }: Pick<HookPost, 'room' | 'language'>) =>
  room.address ? [`[${open[language]}](${room.address})`] : []

const titleOf = ({ room }: Pick<HookPost, 'room'>) => plain(room.title)

/** A line for each fact, as many as fit. */
function linesOf({ facts, language }: Pick<HookPost, 'facts' | 'language'>): string[] {
  const lines: string[] = []
  let left = mostBytes
  for (const fact of facts) {
    const name = plain(fact.person.name)
    const sentence = words[fact.event]?.[language].replace('{name}', name)
    // What was erased is told to programs, which can act on it; people need not look for it.
    if (!sentence && fact.text === '') continue
    const line = sentence ?? `${name}${colon[language]}${plain(fact.text)}`
    left -= Buffer.byteLength(line) + 2
    if (left < 0) return [...lines, '……']
    lines.push(line)
  }
  return lines
}

/** Whether a robot would have anything to say of these facts. */
export const hasLines = (facts: HookFact[]) => linesOf({ facts, language: 'en' }).length > 0
