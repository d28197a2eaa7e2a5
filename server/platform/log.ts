import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino'
import type { Config } from './config.ts'

/** Fields that never reach a log, wherever up to three levels deep they stand. */
const secretFields = [
  'authorization',
  'cookie',
  'email',
  'input',
  'invitation',
  'link',
  'newPassword',
  'password',
  'secret',
  'set-cookie',
  'subject',
  'text',
  'to',
  'token',
]
const hidden = '[hidden]'

/** The hub's log: lines of JSON, or plain lines for a person at a terminal. */
export function createLog(
  { logLevel, isProduction }: Pick<Config, 'logLevel' | 'isProduction'>,
  destination: DestinationStream = isProduction || !process.stdout.isTTY ? pino.destination(1) : plainLines(),
): Logger {
  return pino(
    {
      level: logLevel,
      base: undefined,
      redact: { paths: secretFields.flatMap(atEachDepth), censor: hidden },
      serializers: { err: asLoggedError },
    },
    destination,
  )
}

/** A request's own id where it brings a sane one, so that a proxy's log and ours meet. */
export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers['x-request-id']
  return typeof given === 'string' && /^[\w.-]{8,64}$/.test(given) ? given : randomUUID()
}

function atEachDepth(field: string): string[] {
  const name = /^\w+$/.test(field) ? `.${field}` : `["${field}"]`
  return [name.replace(/^\./, ''), `*${name}`, `*.*${name}`]
}

/** The store's complaints quote values of documents: what was twice is told by its index alone. */
function asLoggedError(error: Error & { code?: unknown }) {
  const { type, message, stack } = stdSerializers.err(error)
  return { type, code: error.code, message: withoutValues(message), stack: withoutValues(stack) }
}
const withoutValues = (text = '') => text.replace(/dup key: \{.*?\}/gs, `dup key: ${hidden}`)

/** Level and sentence first, the rest behind: for eyes, without a worker thread. */
function plainLines(): DestinationStream {
  return {
    write(line) {
      const { level, time, msg, err, ...rest } = JSON.parse(line)
      const clock = new Date(time).toTimeString().slice(0, 8)
      const facts = Object.entries(rest).map(([name, value]) => `${name}=${JSON.stringify(value)}`)
      const words = [clock, pino.levels.labels[level]?.padEnd(5), msg, ...facts].filter(Boolean).join(' ')
      process.stdout.write(`${words}\n${err?.stack ? `${err.stack}\n` : ''}`)
    },
  }
}
