import { Reply } from 'lucide-react'
import { memo, Suspense, useState } from 'react'
import { FilesOf } from '#client/files/FilesOf.tsx'
import { useText } from '#client/i18n.ts'
import { useIsBlocked } from '#client/members/blocks.store.ts'
import { usePerson } from '#client/members/people.store.ts'
import { latePart } from '#client/ui/latePart.tsx'
import { PersonAvatar } from '#client/ui/PersonAvatar.tsx'
import { useTouch } from '#client/ui/useTouch.ts'
import { reasonIn } from '#shared/causes.ts'
import { can } from '#shared/permissions.ts'
import type { Message, Reaction } from '#shared/rooms/message.shape.ts'
import { DecisionEmbed } from './DecisionEmbed.tsx'
import { lateParts } from './lateParts.ts'
import classes from './MessageRow.module.css'
import { MessageText } from './MessageText.tsx'
import { MessageToolbar } from './MessageToolbar.tsx'
import { Quote } from './Quote.tsx'
import { Reactions } from './Reactions.tsx'
import { useRoomTalk } from './roomContext.ts'
import { SeenBy } from './SeenBy.tsx'

const BlockedText = latePart(async () => (await lateParts.blocked()).BlockedText)

interface Props {
  message: Message
  isContinued: boolean
  isLit: boolean
  /** The one row that Tab reaches; arrow keys go on from there. */
  isTabStop: boolean
  reactions: readonly Reaction[]
  /** People whose reading ends here. */
  seenBy: readonly string[]
}

export const MessageRow = memo(function MessageRow(props: Props) {
  const { message, isContinued, isLit, isTabStop, reactions, seenBy } = props
  const { t, bi, time, date } = useText()
  const author = usePerson(message.author)
  const { ofRoom, actor, answer } = useRoomTalk()
  const near = useNear()
  const mayAnswer = !message.erased && ofRoom.room.state === 'open' && can(actor, 'message.post', ofRoom)
  const touch = useTouch({ onHold: (row) => row.focus(), onSwipe: mayAnswer ? () => answer(message) : undefined })
  const [isBusy, setBusy] = useState(false)
  const name = author ? bi(author.name) : t('rooms.formerMember')

  return (
    <article
      className={classes.row}
      data-is-continued={isContinued || undefined}
      data-is-lit={isLit || undefined}
      tabIndex={isTabStop ? 0 : -1}
      aria-label={t('rooms.messageBy', { name, time: time(message.at) })}
      {...near.props}
      {...touch}
    >
      {mayAnswer && <Reply className={classes.pulledOut} size={20} aria-hidden />}
      <div className={classes.gutter}>
        {isContinued ? (
          <time className={classes.quietTime}>{time(message.at)}</time>
        ) : (
          author && <PersonAvatar person={author} size={36} />
        )}
      </div>
      <div className={classes.body}>
        {!isContinued && (
          <header className={classes.head}>
            <span className={classes.name}>{name}</span>
            <time
              className={classes.time}
              dateTime={new Date(message.at).toISOString()}
              title={`${date(message.at)} ${time(message.at)}`}
            >
              {time(message.at)}
            </time>
          </header>
        )}
        {message.replyTo && !message.erased && <Quote message={message.replyTo} />}
        {message.erased ? <Tombstone message={message} /> : <Said message={message} />}
        {message.editedAt !== null && !message.erased && (
          <span className={classes.edited} title={`${date(message.editedAt)} ${time(message.editedAt)}`}>
            {t('rooms.edited')}
          </span>
        )}
        {message.released && !message.erased && <span className={classes.edited}>{t('rooms.released')}</span>}
        {reactions.length > 0 && !message.erased && <Reactions message={message} reactions={reactions} />}
      </div>
      {seenBy.length > 0 && <SeenBy people={seenBy} />}
      {(near.isNear || isBusy) && !message.erased && (
        <div className={classes.toolbar}>
          <MessageToolbar message={message} onBusy={setBusy} />
        </div>
      )}
    </article>
  )
})

/** Text and files; folded away where they are of somebody whom one has blocked. */
function Said({ message: { author, text, files, decision } }: { message: Message }) {
  const isBlocked = useIsBlocked(author)
  const said = (
    <>
      {decision ? <DecisionEmbed decision={decision} question={text} /> : text !== '' && <MessageText text={text} />}
      {files && <FilesOf files={files} />}
    </>
  )
  if (!isBlocked) return said
  return (
    <Suspense>
      <BlockedText author={author}>{said}</BlockedText>
    </Suspense>
  )
}

/** What stays of a message whose text is gone for good. */
function Tombstone({ message }: { message: Message }) {
  const { t, bi, language } = useText()
  const by = usePerson(message.erased?.by ?? null)
  if (!message.erased) return null
  const reason = reasonIn(message.erased, language)
  // A chair gives a reason for a message of their own too.
  if (reason === '') return <p className={classes.erased}>{t('rooms.erasedByAuthor')}</p>
  if (message.erased.by === 'system') {
    return <p className={classes.erased}>{t('rooms.erasedByHub', { reason })}</p>
  }
  const name = by ? bi(by.name) : t('rooms.formerMember')
  return <p className={classes.erased}>{t('rooms.erasedByChair', { name, reason })}</p>
}

/** A pointer over the row, the keyboard in it, or a touch of it. */
function useNear() {
  const [isPointed, setPointed] = useState(false)
  const [isFocused, setFocused] = useState(false)
  return {
    isNear: isPointed || isFocused,
    props: {
      onPointerEnter: (event: React.PointerEvent) => setPointed(event.pointerType === 'mouse'),
      onPointerLeave: () => setPointed(false),
      onFocus: (event: React.FocusEvent) => {
        if (event.target.matches(':focus-visible') || matchMedia('(hover: none)').matches) setFocused(true)
      },
      onBlur: (event: React.FocusEvent) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setFocused(false)
      },
    },
  }
}
