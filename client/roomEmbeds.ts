import { fillEmbeds } from './rooms/embeds.ts'
import { latePart } from './ui/latePart.tsx'

// Where later features stand in a room's talk.
fillEmbeds({
  DecisionCard: latePart(async () => (await import('./decisions/DecisionCard.tsx')).DecisionCard),
  PollDialog: latePart(async () => (await import('./decisions/PollDialog.tsx')).PollDialog),
})
