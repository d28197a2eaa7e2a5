import type { Config } from './config.ts'

/**
 * The address of a page, for a letter. Without PUBLIC_URL a path, which the page that shows kept mails completes: a host
 * that a request claims may be a stranger's.
 */
export const linkTo = ({ publicUrl }: Pick<Config, 'publicUrl'>, path: string): string => `${publicUrl ?? ''}${path}`

/** What a handler may do about mail. Every mail is stored first; `key` makes a repeated deed send one mail only. */
export interface Mail {
  readonly isSending: boolean
  send(mail: Letter & { key: string; to: string }): Promise<void>
  /** Queues a mail whose words are only written as it goes out; until then it holds nothing but its subject. */
  sendWritten(mail: Written & { key: string; to: string; subject: string }): Promise<void>
  /** Whether a mail of this key was ever queued. */
  has(key: string): Promise<boolean>
  /** Finishes what is under way. What is not sent yet is sent after the next start. */
  close(): Promise<void>
}

export interface Letter {
  subject: string
  text: string
  html?: string
  headers?: Record<string, string>
}

/** Who writes a mail, and what they have to know for it. */
export interface Written {
  writer: string
  about: string
}

/** Writes a mail in the moment that it is sent, and again for each try; null where there is nothing to say any more. */
export type MailWriter = (mail: { key: string; about: string }) => Promise<(Letter & { to: string }) | null>
