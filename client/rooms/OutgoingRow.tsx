import { Button } from '@mantine/core'
import { CircleAlert, Clock } from 'lucide-react'
import { FilesOf } from '#client/files/FilesOf.tsx'
import { takeBackFiles } from '#client/files/tray.store.ts'
import { useText } from '#client/i18n.ts'
import { useMe } from '#client/members/me.store.ts'
import { useConnection } from '#client/platform/connection.store.ts'
import { discardMessage, retryMessage } from '#client/platform/outbox.store.ts'
import { mayDiscard, type OutboxRow } from '#client/platform/outbox.ts'
import { PersonAvatar } from '#client/ui/PersonAvatar.tsx'
import classes from './MessageRow.module.css'
import { MessageText } from './MessageText.tsx'
import { Quote } from './Quote.tsx'
import { useRoomTalk } from './roomContext.ts'

interface Props {
  outgoing: OutboxRow
  isContinued: boolean
}

/** A message of one's own on its way out, or one that the hub refused. */
export function OutgoingRow({ outgoing, isContinued }: Props) {
  const { t, bi, time, say } = useText()
  const { person } = useMe()
  const { room, rewrite } = useRoomTalk()
  const isOnline = useConnection(({ state }) => state === 'online')
  const { cid, text, replyTo, files, refusal } = outgoing
  const name = bi(person.name)

  async function takeBack() {
    if (!(await discardMessage(cid))) return
    if (files) takeBackFiles(room, files)
    rewrite(text, replyTo)
  }

  return (
    <article
      className={`${classes.row} ${classes.outgoing}`}
      data-is-continued={isContinued || undefined}
      data-is-refused={refusal !== null || undefined}
      aria-label={t('rooms.messageBy', { name, time: time(outgoing.writtenAt) })}
    >
      <div className={classes.gutter}>{!isContinued && <PersonAvatar person={person} size={36} />}</div>
      <div className={classes.body}>
        {!isContinued && (
          <header className={classes.head}>
            <span className={classes.name}>{name}</span>
          </header>
        )}
        {replyTo && <Quote message={replyTo} />}
        {text !== '' && <MessageText text={text} />}
        {files && <FilesOf files={files} />}
        <div className={classes.fate}>
          {refusal ? <CircleAlert size={13} aria-hidden /> : <Clock size={13} aria-hidden />}
          <span role={refusal ? 'alert' : undefined}>
            {refusal ? t('rooms.notSent', { why: say(refusal) }) : t(isOnline ? 'rooms.sending' : 'rooms.waiting')}
          </span>
          {refusal && (
            <Button size="compact-xs" variant="light" onClick={() => void retryMessage(cid)}>
              {t('platform.retry')}
            </Button>
          )}
          {mayDiscard(outgoing) && (refusal || !isOnline) && (
            <>
              <Button size="compact-xs" variant="subtle" color="gray" onClick={() => void takeBack()}>
                {t('rooms.edit')}
              </Button>
              <Button size="compact-xs" variant="subtle" color="gray" onClick={() => void discardMessage(cid)}>
                {t('rooms.discard')}
              </Button>
            </>
          )}
        </div>
      </div>
    </article>
  )
}
