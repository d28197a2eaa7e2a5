/** What a handler may do about mail. Every mail is stored first; `key` makes a repeated deed send one mail only. */
export interface Mail {
  readonly isSending: boolean
  send(mail: Letter & { key: string; to: string }): Promise<void>
  /** Finishes what is under way. What is not sent yet is sent after the next start. */
  close(): Promise<void>
}

export interface Letter {
  subject: string
  text: string
}
