import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { buildCluster, buildLounge, buildPeople, newCid } from '#server/testing/factories.ts'
import { connectMember, type Member } from '#server/testing/member.ts'
import { expectSoundStore } from '#server/testing/soundLog.ts'
import { everyDocument, settledDocuments } from '#server/testing/storeBytes.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { commands, queries } from '#shared/contract.ts'
import type { Reply } from '#shared/platform/refusal.ts'

let app: TestApp
let member: Member
/** A right value for every field that the contract knows. */
let right: Record<string, unknown>

beforeAll(async () => {
  app = await startTestApp()
  await buildCluster(app)
  const [one, two] = await buildPeople(app, [{ seats: ['secretariat', 'chair'] }, {}])
  const room = await buildLounge(app, { chair: one!, members: [two!] })
  member = await connectMember(app, one!)
  const { message } = await member.send('message.post', { room, text: 'a light' })
  right = { ...rightValues(two!), room, message, person: two!, frontRoom: room, chair: one! }
})
afterAll(async () => {
  member.leave()
  await app.stop()
})

function rightValues(person: string): Record<string, unknown> {
  const name = { zh: '灯', en: 'Lamp', authoritative: 'zh' }
  const profile = { name, title: { zh: '', en: '' }, language: 'zh', timeZone: 'Asia/Shanghai' }
  return {
    name,
    profile,
    title: name,
    topic: { zh: '', en: '' },
    code: 'ABCD',
    colour: '#b8742a',
    logo: null,
    timeZone: 'Asia/Shanghai',
    email: 'someone@people.example',
    password: 'a lamp in every window',
    sectors: ['3872'],
    province: '',
    organisation: null,
    seats: ['delegate'],
    language: 'zh',
    invitation: 'nobody',
    reason: 'for a reason',
    label: 'a token',
    scopes: ['read'],
    days: 3,
    token: 't-0123456789',
    text: 'a text',
    replyTo: null,
    emoji: '💡',
    isOn: true,
    until: null,
    access: 'open',
    isDefault: false,
    seat: 'participant',
    seq: 1,
    n: 1,
    ids: person,
    rules: { slowSeconds: 0, perMinute: 0, write: 'members', attach: 'members', callAll: 'members' },
    minutes: 5,
    mayReturn: false,
    author: person,
    complaint: 'made-up',
    outcome: 'dismissed',
    add: ['word'],
    drop: [],
    review: 'made-up',
    as: 'posted',
    level: 'mentions',
    snoozedUntil: null,
  }
}

/** What a field is attacked with. Each is told apart by the shape alone, so that none may ever reach the store. */
const weapons: [string, unknown][] = [
  ['$ne', { $ne: null }],
  ['$gt', { $gt: '' }],
  ['$regex', { $regex: '.*' }],
  ['$where', { $where: 'sleep(1000)' }],
  ['$in', { $in: ['a', 'b'] }],
  ['array', [{ $ne: null }]],
  ['nested', [[['a']]]],
  ['__proto__', JSON.parse('{"__proto__":{"isActive":true}}')],
  ['constructor', { constructor: { prototype: { isActive: true } } }],
  ['toString', { toString: 'x', valueOf: 'x' }],
  ['number', -1e300],
  ['flag', true],
]
const strangeNames = ['__proto__', 'constructor', '$where', '$ne', 'a.b', 'room.$ne', 'isActive', '_id']
const saysNo = ['invalid_input', 'not_found', 'not_allowed', 'wrong_state', 'already_done']

interface Attack {
  name: string
  about: string
  input: Record<string, unknown>
}

const fieldsOf = ({ input }: { input: z.ZodObject }) => Object.keys(input.shape)

function rightInput(spec: { input: z.ZodObject }): Record<string, unknown> {
  const given = fieldsOf(spec).map((field) => [
    field,
    field === 'person' && isProfile(spec) ? right['profile'] : right[field],
  ])
  return Object.fromEntries(given.filter(([, value]) => value !== undefined))
}
const isProfile = ({ input }: { input: z.ZodObject }) => input.shape['password'] !== undefined

/** Each field in turn with each weapon, and each strange name beside right ones. */
function attacksOn(name: string, spec: { input: z.ZodObject }): Attack[] {
  const whole = rightInput(spec)
  const inFields = fieldsOf(spec).flatMap((field) =>
    weapons
      .filter(([, weapon]) => !spec.input.safeParse({ ...whole, [field]: weapon }).success)
      .map(([about, weapon]) => ({ name, about: `${field} ${about}`, input: { ...whole, [field]: weapon } })),
  )
  const strange = strangeNames.map((key) => ({
    name,
    about: `with ${key}`,
    input: Object.defineProperty({ ...whole }, key, { value: { $ne: null }, enumerable: true }),
  }))
  return [...inFields, ...strange]
}

const isRefused = (reply: Reply<unknown>) => !reply.ok && saysNo.includes(reply.error.code)

function expectNoTrace(before: string[], after: string[]): void {
  expect(after).toEqual(before)
  expect(({} as { isActive?: boolean }).isActive).toBeUndefined()
  expect(app.complaints).toEqual([])
}

const specs = Object.entries({ ...commands, ...queries }) as [string, { input: z.ZodObject; http: string }][]
const isCommand = (name: string) => Object.hasOwn(commands, name)

describe('operators in any field', () => {
  test('of a command or query over the socket are refused and change nothing', async () => {
    const before = await settledDocuments(app.hub)
    const attacks = specs.flatMap(([name, spec]) => attacksOn(name, spec))
    expect(attacks.length).toBeGreaterThan(specs.length * 10)
    for (const { name, about, input } of attacks) {
      const reply = isCommand(name)
        ? await member.socket.emitWithAck('command', { name, cid: newCid(), input })
        : await member.socket.emitWithAck('query', { name, input })
      expect({ name, about, isRefused: isRefused(reply) }).toEqual({ name, about, isRefused: true })
    }
    expectNoTrace(before, await everyDocument(app.hub))
  })

  test('of a command over REST, in body and path, are refused and change nothing', async () => {
    const before = await settledDocuments(app.hub)
    for (const [name, spec] of specs.filter(([name]) => isCommand(name))) {
      for (const { about, input } of attacksOn(name, spec)) {
        const [method = '', template = ''] = spec.http.split(' ')
        const body = { ...input }
        const path = template.replace(/\{(\w+)\}/g, (_, field: string) => {
          delete body[field]
          return encodeURIComponent(typeof input[field] === 'string' ? input[field] : JSON.stringify(input[field]))
        })
        const response = await rest(method, path, JSON.stringify(body))
        const reply = (await response.json()) as Reply<unknown>
        expect({ name, about, isRefused: isRefused(reply) }).toEqual({ name, about, isRefused: true })
      }
    }
    expectNoTrace(before, await everyDocument(app.hub))
  }, 180_000)

  test('of a query string, unfolded or repeated, are refused', async () => {
    for (const [name, spec] of specs.filter(([name]) => !isCommand(name))) {
      const path = spec.http.slice(4).replace(/\{(\w+)\}/g, (_, field: string) => String(right[field]))
      for (const field of [...fieldsOf(spec), 'a', '__proto__', 'constructor']) {
        for (const search of [
          `${field}[$ne]=1`,
          `${field}[$gt]=`,
          `${field}[]=1&${field}[]=2`,
          `${field}=1&${field}=2`,
        ]) {
          const response = await rest('GET', `${path}?${search}`)
          expect({ name, search, status: response.status }).toEqual({ name, search, status: 400 })
        }
      }
    }
    expect(app.complaints).toEqual([])
  })

  test('of the call itself, its name or its cid, are refused', async () => {
    const input = { room: right['room'], text: 'x' }
    for (const [about, weapon] of weapons) {
      for (const ask of [
        { name: weapon, cid: newCid(), input },
        { name: 'message.post', cid: weapon, input },
        { name: 'message.post', cid: newCid(), input: weapon },
        { name: 'message.post', cid: newCid(), input, [about]: weapon },
        weapon,
      ]) {
        expect(isRefused(await member.socket.emitWithAck('command', ask as never))).toBe(true)
        expect(isRefused(await member.socket.emitWithAck('query', ask as never))).toBe(true)
      }
      for (const signal of ['enter', 'range', 'follow'] as const) {
        const reply = await member.socket.emitWithAck(signal, { room: weapon, rooms: weapon } as never)
        expect(reply.ok).toBe(false)
      }
    }
    for (const name of [
      '__proto__',
      'constructor',
      'toString',
      'hasOwnProperty',
      'message.post ',
      'MESSAGE.POST',
      '',
    ]) {
      const reply = await member.socket.emitWithAck('command', { name, cid: newCid(), input })
      expect(reply).toMatchObject({ ok: false, error: { code: 'not_found' } })
    }
    expect(app.complaints).toEqual([])
  })
})

test('numbers beyond every calendar and counter are refused or found empty, and are never a bug', async () => {
  const huge = [
    '9e15',
    '8640000000000001',
    '-8640000000000001',
    '1e309',
    'NaN',
    '-1',
    '0.5',
    `${2 ** 53}`,
    '0x10',
    ' ',
    '',
  ]
  for (const [name, spec] of specs.filter(([name]) => !isCommand(name))) {
    const path = spec.http.slice(4).replace(/\{(\w+)\}/g, (_, field: string) => String(right[field]))
    for (const field of fieldsOf(spec).filter((field) => !spec.http.includes(`{${field}}`))) {
      for (const value of huge) {
        const { status } = await rest('GET', `${path}?${field}=${encodeURIComponent(value)}`)
        expect({ name, field, value, isBug: status >= 500 }).toEqual({ name, field, value, isBug: false })
      }
    }
  }
  expect(app.complaints).toEqual([])
})

test('so are such numbers in any field of a command', async () => {
  const huge = [2 ** 53 - 1, 2 ** 53, 9e15, 8.64e15 + 1, 1e308, -8.64e15 - 1, -1, 0.5]
  for (const [name, spec] of specs.filter(([name]) => isCommand(name))) {
    for (const field of fieldsOf(spec)) {
      for (const value of huge) {
        const input = { ...rightInput(spec), [field]: value }
        if (!spec.input.safeParse(input).success) continue
        const reply = await member.socket.emitWithAck('command', { name, cid: newCid(), input })
        const isBug = !reply.ok && reply.error.code === 'internal'
        expect({ name, field, value, isBug }).toEqual({ name, field, value, isBug: false })
      }
    }
  }
  expect(app.complaints).toEqual([])
})

test('the store is whole after all of it', () => expectSoundStore(app.hub))

const rest = (method: string, path: string, body?: string) =>
  fetch(`${app.url}/api${path}`, {
    method,
    headers: { authorization: `Bearer ${member.token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body }),
  })
