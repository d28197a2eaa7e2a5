import { Button, CloseButton, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { CornerUpLeft, PencilLine } from 'lucide-react'

import { type ReactNode, Suspense } from 'react'
import { useText } from '#client/i18n.ts'
import { usePerson } from '#client/members/people.store.ts'
import { useCommand } from '#client/platform/useCommand.ts'
import { FormRefusal } from '#client/ui/FormRefusal.tsx'
import { latePart } from '#client/ui/latePart.tsx'
import { can } from '#shared/permissions.ts'
import type { Message } from '#shared/rooms/message.shape.ts'
import { mayAttach } from '#shared/rooms/moderation.ts'
import { isSeated } from '#shared/rooms/room.ts'
import classes from './Composer.module.css'
import { ComposerField } from './ComposerField.tsx'
import { useCalled, useLineOf } from './called.ts'
import { dropDraft, emptyDraft, wordsOf } from './drafts.ts'
import { useHindrance } from './hindrance.ts'
import { lateParts } from './lateParts.ts'
import { fromMarkup, toMarkup } from './mentions.ts'
import { postDraft } from './postDraft.ts'
import { useRoomTalk } from './roomContext.ts'
import { useMessage } from './roomView.ts'
import { endTyping, sayTyping } from './typing.store.ts'
import { useAttached } from './useAttached.tsx'
import { type DraftInHand, useDraft } from './useDraft.ts'
import { useJoin } from './useJoin.ts'
import { usePoll } from './usePoll.tsx'

const AwayLine = latePart(async () => (await lateParts.away()).AwayLine)
const HindranceLine = latePart(async () => (await lateParts.hindrance()).HindranceLine)

/** Writes a new message; what it answers is part of the draft. */
export function Composer({ hand, onUp }: { hand: DraftInHand; onUp(): void }) {
  const { t, bi } = useText()
  const { room, ofRoom, actor } = useRoomTalk()
  const { draft, change } = hand
  const hindrance = useHindrance()
  const endAnswer = () => change({ ...draft, replyTo: null })

  const attached = useAttached(wordsOf(draft), submit)
  const poll = usePoll()

  function submit() {
    endTyping(room)
    if (poll.takes(draft.text)) return change({ ...draft, text: '' })
    if (!attached.areThere) return attached.sendOnceThere()
    hand
      .hand((handed) => postDraft(room, handed))
      .catch(() => notifications.show({ color: 'red', message: t('rooms.notKept') }))
  }
  return (
    <>
      {hindrance && (
        <Suspense>
          <HindranceLine hindrance={hindrance} />
        </Suspense>
      )}
      {(draft.named.length > 0 || draft.replyTo !== null) && (
        <Suspense>
          <AwayLine draft={draft} />
        </Suspense>
      )}
      <ComposerField
        isHeldBack={hindrance !== null}
        kind="new"
        draft={draft}
        label={t('rooms.write', { title: bi(ofRoom.room.title) })}
        onSubmit={submit}
        onUp={onUp}
        asking={poll.button}
        isPending={attached.isWaiting}
        {...(mayAttach(actor, ofRoom) ? { attaching: attached.attaching } : {})}
        {...(draft.replyTo
          ? { onEscape: endAnswer, banner: <AnswerBanner message={draft.replyTo} onClose={endAnswer} /> }
          : {})}
        onChange={(next) => {
          if (next.text.trim() !== '' && next.text !== draft.text) sayTyping(room)
          attached.follow(wordsOf(next))
          change(next)
        }}
      />
      {poll.dialog}
    </>
  )
}

function AnswerBanner({ message: id, onClose }: { message: string; onClose(): void }) {
  const { t, bi } = useText()
  const { room } = useRoomTalk()
  const message = useMessage(room, id)
  const lineOf = useLineOf()
  const author = usePerson(message?.author ?? null)
  const name = author ? bi(author.name) : t('rooms.formerMember')
  return (
    <Banner icon={<CornerUpLeft size={15} aria-hidden />} title={t('rooms.answering', { name })} onClose={onClose}>
      {message && !message.erased ? lineOf(message) : t('rooms.erased')}
    </Banner>
  )
}

/** Changes a message of one's own. The half-done change is kept, as every draft is. */
export function EditComposer({ message, onClose }: { message: Message; onClose(): void }) {
  const { t } = useText()
  const { room, me } = useRoomTalk()
  const place = { person: me, room, editing: message.id }
  const lineOf = useLineOf()
  const standing = useCalled()(message.text)
  const written = fromMarkup(standing)
  const { draft, change } = useDraft(place, { ...emptyDraft, text: written.draft, named: written.named })
  const edit = useCommand('message.edit')

  async function submit() {
    const text = toMarkup(draft.text, draft.named).trim()
    const isDone = text === standing || (await edit.run({ room, message: message.id, text }))
    if (isDone) close()
  }
  function close() {
    dropDraft(place)
    onClose()
  }
  return (
    <>
      <FormRefusal refusal={edit.refusal} />
      <ComposerField
        kind="edit"
        draft={draft}
        label={t('rooms.editing')}
        isPending={edit.isPending}
        onChange={change}
        onSubmit={() => void submit()}
        onEscape={close}
        banner={
          <Banner icon={<PencilLine size={15} aria-hidden />} title={t('rooms.editing')} onClose={close}>
            {lineOf(message)}
          </Banner>
        }
      />
    </>
  )
}

interface BannerProps {
  icon: ReactNode
  title: string
  onClose(): void
  children: ReactNode
}
function Banner({ icon, title, onClose, children }: BannerProps) {
  const { t } = useText()
  return (
    <div className={classes.banner}>
      {icon}
      <Text component="span" size="xs" fw={600}>
        {title}
      </Text>
      <Text component="span" size="xs" c="dimmed" truncate>
        {children}
      </Text>
      <CloseButton size="sm" ml="auto" aria-label={t('platform.cancel')} onClick={onClose} />
    </div>
  )
}

/** In place of the field, where one cannot write: why, and what to do about it. */
export function ComposerClosed() {
  const { t } = useText()
  const { ofRoom } = useRoomTalk()
  const join = useJoin()
  const why =
    ofRoom.room.state === 'archived'
      ? 'rooms.closed.archived'
      : isSeated(ofRoom)
        ? ofRoom.seat?.seat === 'observer'
          ? 'rooms.closed.observer'
          : 'rooms.closed.runners'
        : 'rooms.closed.notSeated'
  return (
    <Group className={classes.closed} justify="center" gap="sm">
      <Text size="sm" c="dimmed">
        {t(why)}
      </Text>
      {join.mayJoin && (
        <Button size="xs" loading={join.isPending} onClick={() => void join.run()}>
          {t('rooms.join')}
        </Button>
      )}
    </Group>
  )
}

export const useMayWrite = () => {
  const { actor, ofRoom } = useRoomTalk()
  return ofRoom.room.state === 'open' && can(actor, 'message.post', ofRoom)
}
