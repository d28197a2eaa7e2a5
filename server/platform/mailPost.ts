import { createHash } from 'node:crypto'
import nodemailer from 'nodemailer'
import type { Logger } from 'pino'
import type { Clock } from './clock.ts'
import { type Config, ConfigError } from './config.ts'
import { dropMail, hasMail, keepMail, leaseDueMail, type MailRow, markFailed, markSent, putOff } from './mail.model.ts'
import type { Letter, Mail, MailWriter } from './mail.ts'
import type { Store } from './store.ts'

const leaseMs = 2 * 60_000
const lookEveryMs = 15_000
const longestPauseMs = 6 * 3600_000
/** With pauses doubling from a minute up to six hours: about three days. */
const mostTries = 20

export interface MailSurroundings {
  config: Pick<Config, 'smtpUrl' | 'mailFrom' | 'publicUrl'>
  store: Store
  clock: Clock
  log: Logger
  /** By name, those who write mails as they go out. */
  writers?: Record<string, MailWriter>
  /** Called after a mail was kept. */
  onKept?: () => void
}

/** Keeps every mail; where a mail server is set, sends it too, again and again until that succeeds or hope is lost. */
export function createMail(around: MailSurroundings): Mail {
  const { config, store, clock } = around
  // A link in a sent mail must not follow whatever Host header somebody sent (OWASP, password reset poisoning).
  if (config.smtpUrl && !config.publicUrl) throw new ConfigError('PUBLIC_URL: needed with SMTP_URL, for links in mails')
  const post = config.smtpUrl ? startPost(around, config.smtpUrl) : null
  const keep = async (mail: Pick<MailRow, 'key' | 'to' | 'subject' | 'text' | 'writer' | 'about'>) => {
    const now = clock.now()
    await keepMail(store, { ...mail, at: now, dueAt: post ? now : null })
    post?.look()
    around.onKept?.()
  }
  return {
    isSending: post !== null,
    send: ({ key, to, subject, text }) => keep({ key, to, subject, text }),
    sendWritten: ({ key, to, subject, writer, about }) => keep({ key, to, subject, text: '', writer, about }),
    has: (key) => hasMail(store, key),
    async close() {
      await post?.close()
    },
  }
}

function startPost({ config, store, clock, log, writers = {} }: MailSurroundings, smtpUrl: string) {
  const transport = nodemailer.createTransport(smtpUrl, {
    from: config.mailFrom,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  let isOpen = true
  let round = Promise.resolve()

  /** Null where its writer has nothing to say. */
  const written = async ({
    key,
    to,
    subject,
    text,
    writer,
    about = '',
  }: MailRow): Promise<(Letter & { to: string }) | null> => {
    if (!writer) return { to, subject, text }
    const write = writers[writer]
    if (!write) throw new Error(`nobody writes ${writer}`)
    return write({ key, about })
  }
  const deliver = async (mail: MailRow) => {
    try {
      const letter = await written(mail)
      if (!letter) return dropMail(store, mail._id)
      await transport.sendMail({ ...letter, messageId: messageIdOf(mail, config.mailFrom) })
      await markSent(store, mail._id)
    } catch (error) {
      log.warn({ err: error, mail: mail._id, tries: mail.tries }, 'mail not sent')
      if (mail.tries >= mostTries) return markFailed(store, mail._id)
      const pauseMs = Math.min(60_000 * 2 ** (mail.tries - 1), longestPauseMs)
      await putOff(store, mail._id, new Date(clock.now().getTime() + pauseMs))
    }
  }
  const deliverDue = async () => {
    while (isOpen) {
      const mail = await leaseDueMail(store, clock.now(), leaseMs)
      if (!mail) return
      await deliver(mail)
    }
  }
  const look = () => {
    round = round.then(deliverDue).catch((error: unknown) => log.error({ err: error }, 'mails cannot be read'))
  }
  const timer = setInterval(look, lookEveryMs).unref()
  look()
  return {
    look,
    async close() {
      isOpen = false
      clearInterval(timer)
      await round
      transport.close()
    },
  }
}

/** The same for the same mail: if a crash made it go out twice, a mailbox shows it once. */
function messageIdOf({ key }: MailRow, from: string): string {
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? 'chandelier.example'
  return `<${createHash('sha256').update(key).digest('hex').slice(0, 32)}@${domain}>`
}
