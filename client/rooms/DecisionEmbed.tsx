import { Box } from '@mantine/core'
import { Suspense } from 'react'
import { findEmbeds } from './embeds.ts'
import { MessageText } from './MessageText.tsx'
import { useRoomTalk } from './roomContext.ts'

/** About as high as a card is, in px, so that little moves when it comes. */
const cardHeight = 180

/** The decision that a message asks for; its question as long as the card is not there. */
export function DecisionEmbed({ decision, question }: { decision: string; question: string }) {
  const { room } = useRoomTalk()
  const { DecisionCard } = findEmbeds()
  const words = <MessageText text={question} />
  if (!DecisionCard) return words
  return (
    <Suspense fallback={<Box mih={cardHeight}>{words}</Box>}>
      <DecisionCard room={room} decision={decision} />
    </Suspense>
  )
}
