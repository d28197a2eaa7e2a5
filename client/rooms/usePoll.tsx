import { ActionIcon } from '@mantine/core'
import { Vote } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useText } from '#client/i18n.ts'
import { Hint } from '#client/ui/Hint.tsx'
import { can } from '#shared/permissions.ts'
import { findEmbeds } from './embeds.ts'
import { useRoomTalk } from './roomContext.ts'

const slash = /^\/(?:poll|投票)(?:\s+|$)/i

/** Asks the room a question: by a button, or by `/poll` at the start of a message. */
export function usePoll() {
  const { t } = useText()
  const { room, ofRoom, actor } = useRoomTalk()
  const [question, setQuestion] = useState<string | null>(null)
  const { PollDialog } = findEmbeds()
  const mayAsk = PollDialog !== undefined && can(actor, 'poll.open', ofRoom)
  return {
    /** Whether these words are a poll and no message. */
    takes(words: string): boolean {
      if (!mayAsk || !slash.test(words)) return false
      setQuestion(words.replace(slash, '').trim())
      return true
    },
    button: mayAsk && (
      <Hint label={t('rooms.poll')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={34}
          aria-label={t('rooms.poll')}
          onClick={() => setQuestion('')}
        >
          <Vote size={18} aria-hidden />
        </ActionIcon>
      </Hint>
    ),
    dialog: (
      <Suspense>
        {PollDialog && question !== null && (
          <PollDialog room={room} question={question} onClose={() => setQuestion(null)} />
        )}
      </Suspense>
    ),
  }
}
