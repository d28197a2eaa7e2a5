import type { ComponentType } from 'react'

/** What later features show in a room's talk; the root fills it before any room is shown. */
export interface Embeds {
  /** In place of the words of a message that asks for a decision. */
  DecisionCard: ComponentType<{ room: string; decision: string }>
  PollDialog: ComponentType<{ room: string; question: string; onClose(): void }>
}

const held: { embeds: Partial<Embeds> } = { embeds: {} }

export const fillEmbeds = (embeds: Embeds) => {
  held.embeds = embeds
}
export const findEmbeds = (): Partial<Embeds> => held.embeds
