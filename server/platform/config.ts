import { z } from 'zod'
import { addressOf, flag, isKeyPair, numberWithin, ownAddress, sender, whole } from './settings.ts'

const count = whole(0)

const megabyte = 1_000_000
/** What people hand each other at work. Videos are not on it: where they were taken stands in them and stays. */
const usualFileTypes = [
  'image/jpeg,image/png,image/webp,image/gif,image/avif,audio/*,application/pdf,application/rtf',
  'application/vnd.openxmlformats-officedocument.*,application/vnd.oasis.opendocument.*,application/x-cfb',
  'application/zip,application/xml,text/*',
].join(',')

/** Every setting, as it stands in `.env.example`. */
const Environment = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
  PORT: whole(0, 65_535).default(3000),
  HOST: z.string().default('0.0.0.0'),
  DATA_DIR: z.string().default('./data'),
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\/./, { error: 'needs an address such as mongodb://localhost:27017/chandelier' })
    .optional(),
  REDIS_URL: addressOf(['redis', 'rediss'], 'redis://localhost:6379').optional(),
  SECRET: z.string().min(32, { error: 'needs at least 32 characters: openssl rand -base64 48' }).optional(),
  PUBLIC_URL: ownAddress.optional(),
  TRUST_PROXY: count.default(0),
  SMTP_URL: addressOf(['smtp', 'smtps'], 'smtps://name:password@mail.firm.example').optional(),
  MAIL_FROM: sender.default('Chandelier <hub@chandelier.example>'),
  VAPID_PUBLIC_KEY: z.string().optional(),
  VAPID_PRIVATE_KEY: z.string().optional(),
  OUTBOUND_LOOPBACK: flag.default(false),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'], {
      error: 'needs trace, debug, info, warn, error or silent',
    })
    .default('info'),
  METRICS_TOKEN: z.string().min(16, { error: 'needs at least 16 characters' }).optional(),
  RATE_COMMANDS_PER_10S: count.default(60),
  RATE_QUERIES_PER_10S: count.default(200),
  RATE_CONNECTIONS_PER_MINUTE: count.default(600),
  LEAVE_AFTER_DAYS: numberWithin(0, 90).default(7),
  RATE_SIGN_INS_PER_ACCOUNT: count.default(10),
  RATE_SIGN_INS_PER_ADDRESS: count.default(600),
  EMBEDDED_MONGO_IN_WORKER: flag.default(true),
  FILE_STORE: z.enum(['disk', 'database']).optional(),
  FILE_MAX_MB: whole(1, 200).default(50),
  FILES_PER_MESSAGE: whole(1, 20).default(10),
  FILES_MB_PER_ORGANISATION: count.default(10_000),
  FILE_TYPES: z
    .string()
    .regex(/^[\w.+*/-]+(\s*,\s*[\w.+*/-]+)*$/)
    .default(usualFileTypes),
  PICTURE_MAX_MEGAPIXELS: numberWithin(1, 250).default(50),
})

/** Every setting by its name. */
export const settingNames = Object.keys(Environment.shape)

export interface Config {
  isProduction: boolean
  isDemo: boolean
  port: number
  host: string
  dataDir: string
  mongodbUri: string | null
  redisUrl: string | null
  secret: string
  /** Where people reach the hub; null means wherever a request says it came to. */
  publicUrl: string | null
  /** How many proxies in front may be believed about the client's address. */
  trustProxy: number
  smtpUrl: string | null
  mailFrom: string
  /** The key pair that push services know the hub by; null: one that it makes and keeps. */
  vapid: { publicKey: string; privateKey: string } | null
  /** Web hooks and pushes may go to this machine itself: for tests. */
  mayLoop: boolean
  logLevel: string
  metricsToken: string | null
  rates: {
    commandsPer10s: number
    queriesPer10s: number
    connectionsPerMinute: number
    signInsPerAccount: number
    signInsPerAddress: number
  }
  /** Between asking for one's account to be deleted and its deletion. */
  leaveAfterDays: number
  embeddedMongoInWorker: boolean
  files: {
    /** In `dataDir`, or in the database where several processes may reach them. */
    store: 'disk' | 'database'
    /** bytes */
    largest: number
    perMessage: number
    /** bytes that one organisation's people may keep; 0 for any number */
    perOrganisation: number
    types: string[]
    mostPixels: number
  }
}

/** A setting that the hub cannot start with, told in one sentence for whoever starts it. */
export class ConfigError extends Error {}

/** Reads the settings; throws ConfigError naming every wrong one. `isDemo` brings its own secret. */
export function readConfig(environment: Record<string, string | undefined>, demo?: { secret: string }): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = Environment.safeParse(given)
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '))
  }
  const env = parsed.data
  const [publicKey, privateKey] = [env.VAPID_PUBLIC_KEY, env.VAPID_PRIVATE_KEY]
  if (Boolean(publicKey) !== Boolean(privateKey)) {
    throw new ConfigError('VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY: both are needed, or none')
  }
  if (publicKey && privateKey && !isKeyPair(publicKey, privateKey)) {
    throw new ConfigError(
      'VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY: these are no pair of keys: npx web-push generate-vapid-keys',
    )
  }
  const secret = env.SECRET ?? demo?.secret
  if (!secret) throw new ConfigError('SECRET: needs at least 32 characters, for instance from: openssl rand -base64 48')
  return {
    isProduction: env.NODE_ENV === 'production' && !demo,
    isDemo: demo !== undefined,
    port: env.PORT,
    host: env.HOST,
    dataDir: env.DATA_DIR,
    mongodbUri: env.MONGODB_URI ?? null,
    redisUrl: env.REDIS_URL ?? null,
    secret,
    publicUrl: env.PUBLIC_URL?.replace(/\/$/, '') ?? null,
    trustProxy: env.TRUST_PROXY,
    smtpUrl: env.SMTP_URL ?? null,
    mailFrom: env.MAIL_FROM,
    vapid: publicKey && privateKey ? { publicKey, privateKey } : null,
    mayLoop: env.OUTBOUND_LOOPBACK && env.NODE_ENV !== 'production',
    logLevel: env.LOG_LEVEL,
    metricsToken: env.METRICS_TOKEN ?? null,
    rates: {
      commandsPer10s: env.RATE_COMMANDS_PER_10S,
      queriesPer10s: env.RATE_QUERIES_PER_10S,
      connectionsPerMinute: env.RATE_CONNECTIONS_PER_MINUTE,
      signInsPerAccount: env.RATE_SIGN_INS_PER_ACCOUNT,
      signInsPerAddress: env.RATE_SIGN_INS_PER_ADDRESS,
    },
    leaveAfterDays: env.LEAVE_AFTER_DAYS,
    embeddedMongoInWorker: env.EMBEDDED_MONGO_IN_WORKER,
    files: {
      store: env.FILE_STORE ?? (env.MONGODB_URI ? 'database' : 'disk'),
      largest: env.FILE_MAX_MB * megabyte,
      perMessage: env.FILES_PER_MESSAGE,
      perOrganisation: env.FILES_MB_PER_ORGANISATION * megabyte,
      types: env.FILE_TYPES.split(/\s*,\s*/),
      mostPixels: env.PICTURE_MAX_MEGAPIXELS * 1_000_000,
    },
  }
}
