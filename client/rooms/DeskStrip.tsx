import './moderation.texts.ts'
import { Button, Text } from '@mantine/core'
import { Flag, ListChecks, ShieldQuestion } from 'lucide-react'
import { Suspense, useEffect, useState } from 'react'
import { Link } from 'react-router'
import { FilesOf } from '#client/files/FilesOf.tsx'
import { useText } from '#client/i18n.ts'
import { usePeopleById } from '#client/members/people.store.ts'
import { useRoomState } from '#client/platform/rooms.ts'
import { thingsOf } from '#client/platform/things.ts'
import { useAsk } from '#client/platform/useAsk.ts'
import { useCommand } from '#client/platform/useCommand.ts'
import { latePart } from '#client/ui/latePart.tsx'
import type { QueryOutput } from '#shared/contract.ts'
import { can } from '#shared/permissions.ts'
import { lateParts, opens } from './lateParts.ts'
import { MessageText } from './MessageText.tsx'
import classes from './moderation.module.css'
import { ReportedMessage } from './ReportedMessage.tsx'
import { useRoomTalk } from './roomContext.ts'
import { useToldCommand } from './useToldCommand.ts'

const ConfirmWithReason = latePart(async () => (await lateParts.reason()).ConfirmWithReason)
const SettleDialog = latePart(async () => (await lateParts.settle()).SettleDialog)
const WordsDialog = latePart(async () => (await lateParts.words()).WordsDialog)

type Desk = QueryOutput<'backstage.desk'>

/** Read again whenever the room's log says that something of it has changed. */
function useDesk(room: string) {
  const newest = useRoomState(room, ({ things }) =>
    Math.max(
      0,
      ...(['review', 'report', 'wordList'] as const).flatMap((kind) =>
        Array.from(thingsOf(things, kind).values(), ({ version }) => version),
      ),
    ),
  )
  const answer = useAsk('backstage.desk', { room })
  const { refetch } = answer
  useEffect(() => {
    if (newest > 0) void refetch()
  }, [newest, refetch])
  return answer
}

/** Backstage, before the field: messages that wait for review, reports, and the word list. */
export function DeskStrip() {
  const { t } = useText()
  const { room } = useRoomTalk()
  const { data } = useDesk(room)
  const [isListOpen, setListOpen] = useState(false)
  if (!data) return null
  const open = data.reports.filter(({ state }) => state === 'open')
  return (
    <div className={classes.strips}>
      {data.reviews.map((review) => (
        <HeldMessage key={review.id} review={review} />
      ))}
      {open.map((report) => (
        <OpenReport key={report.id} report={report} reporters={data.reporters} />
      ))}
      <div className={classes.line} data-kind="desk">
        <ListChecks size={16} aria-hidden />
        <div>
          <Text size="sm" c="dimmed">
            {t('rooms.words.held', { count: data.words.length })}
          </Text>
        </div>
        <Button size="compact-xs" variant="light" onClick={() => setListOpen(true)} {...opens('words')}>
          {t('rooms.words.edit')}
        </Button>
      </div>
      <Suspense>{isListOpen && <WordsDialog words={data.words} onClose={() => setListOpen(false)} />}</Suspense>
    </div>
  )
}

function HeldMessage({ review }: { review: Desk['reviews'][number] }) {
  const { t, bi } = useText()
  const { room, ofRoom, actor } = useRoomTalk()
  const author = usePeopleById().get(review.author)
  const approve = useToldCommand('review.approve')
  const refuse = useCommand('review.refuse')
  const [isRefusing, setRefusing] = useState(false)
  const of = { room, review: review.id }
  const mayJudge = review.state === 'waiting' && can(actor, 'review.approve', { ...ofRoom, review })
  const name = author ? bi(author.name) : t('rooms.formerMember')
  return (
    <div className={classes.line} data-kind="waiting">
      <ShieldQuestion size={16} aria-hidden />
      <div>
        <p className={classes.what}>{t('rooms.review.from', { name, words: review.words.join(' · ') })}</p>
        <div className={classes.held}>
          {review.text !== '' && <MessageText text={review.text} />}
          {review.files && <FilesOf files={review.files} />}
        </div>
        {mayJudge && (
          <div className={classes.deeds}>
            <Button size="compact-xs" loading={approve.isPending} onClick={() => void approve.run(of)}>
              {t('rooms.review.approve')}
            </Button>
            <Button
              size="compact-xs"
              variant="light"
              color="red"
              onClick={() => setRefusing(true)}
              {...opens('reason')}
            >
              {t('rooms.review.refuse')}
            </Button>
          </div>
        )}
      </div>
      <Suspense>
        {isRefusing && (
          <ConfirmWithReason
            title={t('rooms.review.refuse.title', { name })}
            body={t('rooms.review.refuse.body')}
            action={t('rooms.review.refuse')}
            isDangerous
            deed={{ ...refuse, run: (reason) => refuse.run({ ...of, reason }) }}
            onClose={() => setRefusing(false)}
            onDone={() => setRefusing(false)}
          />
        )}
      </Suspense>
    </div>
  )
}

function OpenReport({ report, reporters }: { report: Desk['reports'][number]; reporters: Desk['reporters'] }) {
  const { t, bi } = useText()
  const { ofRoom, actor } = useRoomTalk()
  const people = usePeopleById()
  const [isSettling, setSettling] = useState(false)
  const front = ofRoom.room.frontRoom ?? ''
  const nameOf = (person: string | undefined) => {
    const found = person === undefined ? undefined : people.get(person)
    return found ? bi(found.name) : null
  }
  const author = nameOf(report.author) ?? t('rooms.formerMember')
  return (
    <div className={classes.line} data-kind="refused">
      <Flag size={16} aria-hidden />
      <div>
        <p className={classes.what}>{t('rooms.report.about', { name: author, count: report.complaints.length })}</p>
        <ReportedMessage room={front} message={report.id} />
        {report.complaints.map(({ id, reason }) => (
          <p key={id} className={classes.why}>
            {reason === ''
              ? t('rooms.report.forgotten')
              : t('rooms.report.says', { name: nameOf(reporters[id]) ?? t('rooms.report.somebody'), reason })}
          </p>
        ))}
        <div className={classes.deeds}>
          <Button
            size="compact-xs"
            variant="light"
            component={Link}
            to={`/rooms/${front}?message=${report.id}`}
            color="gray"
          >
            {t('rooms.report.show')}
          </Button>
          {can(actor, 'report.settle', { ...ofRoom, report }) && (
            <Button size="compact-xs" onClick={() => setSettling(true)}>
              {t('rooms.report.settle')}
            </Button>
          )}
        </div>
      </div>
      <Suspense>
        {isSettling && <SettleDialog front={front} report={report} name={author} onClose={() => setSettling(false)} />}
      </Suspense>
    </div>
  )
}
