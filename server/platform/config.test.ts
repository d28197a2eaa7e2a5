import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import webPush from 'web-push'
import { parse } from 'yaml'
import { ConfigError, readConfig, settingNames } from './config.ts'

const root = new URL('../../', import.meta.url)
const read = (name: string) => readFileSync(new URL(name, root), 'utf8')
const secret = 'a-secret-that-is-long-enough-for-tests'

describe('the settings', () => {
  test('are whole with a secret alone, and safe by default', () => {
    expect(readConfig({ SECRET: secret })).toMatchObject({
      isProduction: true,
      isDemo: false,
      port: 3000,
      dataDir: './data',
      mongodbUri: null,
      redisUrl: null,
      publicUrl: null,
      trustProxy: 0,
      metricsToken: null,
    })
  })

  test.each([
    [{}, /^SECRET: /],
    [{ SECRET: 'short' }, /^SECRET: needs at least 32 characters/],
    [{ SECRET: secret, PORT: 'many' }, /^PORT: /],
    [{ SECRET: secret, PORT: '70000' }, /^PORT: /],
    [{ SECRET: secret, PUBLIC_URL: 'ftp://hub.example' }, /^PUBLIC_URL: /],
    [{ SECRET: secret, MONGODB_URI: 'localhost:27017' }, /^MONGODB_URI: /],
    [{ SECRET: secret, REDIS_URL: 'http://x' }, /^REDIS_URL: /],
    [{ SECRET: secret, LOG_LEVEL: 'loud' }, /^LOG_LEVEL: /],
    [{ SECRET: secret, TRUST_PROXY: '-1' }, /^TRUST_PROXY: /],
    [{ SECRET: secret, METRICS_TOKEN: 'short' }, /^METRICS_TOKEN: /],
    [{ SECRET: secret, PORT: ' ' }, /^PORT: needs a whole number from 0 to 65535$/],
    [{ SECRET: secret, MONGODB_URI: 'mongodb://' }, /^MONGODB_URI: needs an address such as/],
    [{ SECRET: secret, PUBLIC_URL: 'https://hub.example/path' }, /^PUBLIC_URL: needs the address alone/],
    [{ SECRET: secret, PUBLIC_URL: 'https://hub.example?x=1' }, /^PUBLIC_URL: needs the address alone/],
    [{ SECRET: secret, PUBLIC_URL: 'https://lin:pearl@hub.example' }, /^PUBLIC_URL: needs the address alone/],
    [{ SECRET: secret, SMTP_URL: 'smtp://' }, /^SMTP_URL: needs an address such as/],
    [{ SECRET: secret, MAIL_FROM: 'no address' }, /^MAIL_FROM: needs an e-mail address/],
    [{ SECRET: secret, VAPID_PUBLIC_KEY: 'x' }, /both are needed, or none$/],
    [{ SECRET: secret, VAPID_PUBLIC_KEY: 'x', VAPID_PRIVATE_KEY: 'y' }, /these are no pair of keys/],
    [{ SECRET: secret, FILE_MAX_MB: '0' }, /^FILE_MAX_MB: needs a whole number from 1 to 200$/],
    [{ SECRET: secret, LEAVE_AFTER_DAYS: 'soon' }, /^LEAVE_AFTER_DAYS: needs a number from 0 to 90$/],
    [{ SECRET: secret, EMBEDDED_MONGO_IN_WORKER: 'perhaps' }, /^EMBEDDED_MONGO_IN_WORKER: /],
  ])('%j is refused by name', (environment, sentence) => {
    expect(() => readConfig(environment)).toThrow(ConfigError)
    expect(() => readConfig(environment)).toThrow(sentence)
  })

  test('a pair of keys for pushes is taken, and a sender with or without a name', () => {
    const { publicKey, privateKey } = webPush.generateVAPIDKeys()
    const given = { SECRET: secret, VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey }
    expect(readConfig(given).vapid).toEqual({ publicKey, privateKey })
    for (const from of ['hub@firm.example', '曜域 <hub@firm.example>']) {
      expect(readConfig({ SECRET: secret, MAIL_FROM: from }).mailFrom).toBe(from)
    }
    expect(readConfig({ SECRET: secret, PUBLIC_URL: 'https://hub.example/' }).publicUrl).toBe('https://hub.example')
  })

  test('all wrong ones are named at once', () => {
    expect(() => readConfig({ SECRET: secret, PORT: 'x', LOG_LEVEL: 'x' })).toThrow(/PORT: .*LOG_LEVEL: /)
  })

  test('a demo brings its own secret and is never production', () => {
    expect(readConfig({ NODE_ENV: 'production' }, { secret })).toMatchObject({
      isDemo: true,
      isProduction: false,
      secret,
    })
  })
})

describe('.env.example', () => {
  const lines = read('.env.example').split('\n')
  const given = Object.fromEntries(
    lines
      .filter((line) => /^[A-Z]/.test(line))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  )

  test('names every setting and no other', () => {
    expect(Object.keys(given).sort()).toEqual([...settingNames].sort())
  })

  test('shows the true defaults', () => {
    expect(readConfig({ ...given, SECRET: secret })).toEqual(readConfig({ SECRET: secret }))
  })
})

describe('docs/operations.md', () => {
  test('tells of every setting', () => {
    const rows = Array.from(read('docs/operations.md').matchAll(/^\| `([A-Z0-9_]+)` \|/gm), (match) => match[1]!)
    expect(rows.sort()).toEqual([...settingNames].sort())
  })
})

describe('docker-compose.yml', () => {
  interface Service {
    environment?: Record<string, string>
    image?: string
    depends_on?: Record<string, object>
    volumes?: string[]
  }
  const { services, volumes } = parse(read('docker-compose.yml'), { merge: true }) as {
    services: Record<string, Service>
    volumes: Record<string, object>
  }

  test('starts two server processes on a replica set and Redis, with settings that exist', () => {
    for (const name of ['hub1', 'hub2']) {
      const { environment = {} } = services[name]!
      // What the image, the two processes and the store beside them leave no choice about.
      const fixed = [
        'NODE_ENV',
        'PORT',
        'HOST',
        'DATA_DIR',
        'FILE_STORE',
        'EMBEDDED_MONGO_IN_WORKER',
        'OUTBOUND_LOOPBACK',
      ]
      expect(Object.keys(environment).sort()).toEqual(settingNames.filter((name) => !fixed.includes(name)).sort())
      expect(environment['MONGODB_URI']).toContain('replicaSet=')
      expect(environment['REDIS_URL']).toBeDefined()
      expect(environment['SECRET']).toMatch(/^\$\{SECRET:\?/)
    }
  })

  test('names only services, volumes and files that are there', () => {
    for (const { depends_on = {}, volumes: mounts = [] } of Object.values(services)) {
      for (const name of Object.keys(depends_on)) expect(Object.keys(services)).toContain(name)
      for (const mount of mounts) {
        const source = mount.split(':')[0]!
        if (source.startsWith('./')) expect(read(source.slice(2)).length).toBeGreaterThan(0)
        else expect(Object.keys(volumes)).toContain(source)
      }
    }
    const upstreams = Array.from(read('deploy/nginx.conf').matchAll(/server (\w+):3000/g), (match) => match[1])
    expect(upstreams.filter((name) => !services[name!])).toEqual([])
    expect(new Set(upstreams).size).toBe(2)
  })
})
