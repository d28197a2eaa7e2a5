import { Suspense } from 'react'
import { findEmbeds } from './embeds.ts'
import { MessageText } from './MessageText.tsx'
import { useRoomTalk } from './roomContext.ts'

/** The decision that a message asks for; its question as long as the card is not there. */
export function DecisionEmbed({ decision, question }: { decision: string; question: string }) {
  const { room } = useRoomTalk()
  const { DecisionCard } = findEmbeds()
  const words = <MessageText text={question} />
  if (!DecisionCard) return words
  return (
    <Suspense fallback={words}>
      <DecisionCard room={room} decision={decision} />
    </Suspense>
  )
}
