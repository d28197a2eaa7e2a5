/** What a handler may do about mail. Every mail is stored first; `key` makes a repeated deed send one mail only. */
export interface Mail {
  readonly isSending: boolean
  send(mail: { key: string; to: string; subject: string; text: string }): Promise<void>
}
