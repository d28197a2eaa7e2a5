import './moderation.texts.ts'
import { Button } from '@mantine/core'
import { CircleCheck, CircleX, Clock } from 'lucide-react'
import { takeBackFiles } from '#client/files/tray.store.ts'
import { useText } from '#client/i18n.ts'
import { useLineOf } from './called.ts'
import classes from './moderation.module.css'
import { useRoomTalk } from './roomContext.ts'
import { type Standing, settledOf, useStanding } from './standing.ts'
import { useToldCommand } from './useToldCommand.ts'

/** Own messages that wait for review or were refused, and what became of own reports. */
export function StandingStrip() {
  const { room } = useRoomTalk()
  const { data, refetch } = useStanding(room)
  const settled = data ? settledOf(data) : []
  const reviews = data?.reviews ?? []
  if (reviews.length + settled.length === 0) return null
  return (
    <div className={classes.strips}>
      {reviews.map((review) => (
        <OwnReview key={review.id} review={review} onDone={() => void refetch()} />
      ))}
      {settled.map((report) => (
        <OwnReport key={report.message} report={report} onDone={() => void refetch()} />
      ))}
    </div>
  )
}

function OwnReview({ review, onDone }: { review: Standing['reviews'][number]; onDone(): void }) {
  const { t } = useText()
  const { room, rewrite } = useRoomTalk()
  const withdraw = useToldCommand('review.withdraw')
  const isRefused = review.state === 'refused'
  const Icon = isRefused ? CircleX : Clock

  const lineOf = useLineOf()
  async function takeBack(isEdited: boolean) {
    if (!(await withdraw.run({ room, review: review.id, keepsFiles: isEdited }))) return
    if (isEdited) {
      rewrite(review.text, review.replyTo)
      takeBackFiles(room, review.files ?? [])
    }
    onDone()
  }
  return (
    <div className={classes.line} data-kind={review.state}>
      <Icon size={16} aria-hidden />
      <div role="status">
        <p className={classes.what}>{t(isRefused ? 'rooms.review.refused' : 'rooms.review.waiting')}</p>
        {isRefused && <p className={classes.why}>{t('rooms.reasonGiven', { reason: review.reason })}</p>}
        <p className={classes.words}>{lineOf(review)}</p>
        {review.state !== 'approved' && (
          <div className={classes.deeds}>
            <Button size="compact-xs" variant="light" onClick={() => void takeBack(true)} loading={withdraw.isPending}>
              {t('rooms.edit')}
            </Button>
            <Button size="compact-xs" variant="subtle" color="gray" onClick={() => void takeBack(false)}>
              {t(isRefused ? 'rooms.noted' : 'rooms.review.withdraw')}
            </Button>
          </div>
        )}
      </div>
    </div>
  )
}

function OwnReport({ report, onDone }: { report: Standing['reports'][number]; onDone(): void }) {
  const { t } = useText()
  const { room, goTo } = useRoomTalk()
  const close = useToldCommand('report.close')
  async function takeNote() {
    if (await close.run({ room, message: report.message })) onDone()
  }
  return (
    <div className={classes.line} data-kind="settled">
      <CircleCheck size={16} aria-hidden />
      <div role="status">
        <p className={classes.what}>
          {t('rooms.report.told', { outcome: t(`rooms.report.outcome.${report.outcome ?? 'settled'}`) })}
        </p>
        <p className={classes.why}>{t('rooms.reasonGiven', { reason: report.reason })}</p>
        <div className={classes.deeds}>
          <Button size="compact-xs" variant="light" onClick={() => goTo({ id: report.message, seq: report.seq })}>
            {t('rooms.report.show')}
          </Button>
          <Button size="compact-xs" variant="subtle" color="gray" onClick={() => void takeNote()}>
            {t('rooms.noted')}
          </Button>
        </div>
      </div>
    </div>
  )
}
