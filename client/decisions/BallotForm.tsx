import '#client/ui/mantineLate.ts'
import './ballot.texts.ts'
import { Button, Checkbox, Stack, Title } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useText } from '#client/i18n.ts'
import type { Deed } from '#client/platform/useDeed.ts'
import { FormRefusal } from '#client/ui/FormRefusal.tsx'
import type { Ballot } from '#shared/decisions/ballot.shape.ts'
import classes from './Ballot.module.css'
import { BallotEditor } from './BallotEditor.tsx'
import { BallotWords } from './BallotWords.tsx'
import type { Paper } from './paper.ts'
import { dropBallotDraft, useBallotDraft } from './useBallotDraft.ts'

interface Props {
  decision: Paper & { id: string; round: number }
  seat: string
  /** What one has cast before, where that may be changed. */
  cast: Ballot | null
  asksReason?: boolean
  /** What is wrong with the ballot, as a sentence; null where nothing is. */
  faultOf(content: Ballot): string | null
  deed: Deed<Ballot, unknown>
  onDone(): void
}

/** Filling in, looking over, casting. Until the hub has the ballot, all that was filled in stays. */
export function BallotForm({ decision, seat, cast, asksReason = false, faultOf, deed, onDone }: Props) {
  const { t } = useText()
  const [content, change] = useBallotDraft({ decision, seat }, cast)
  const [isLooking, setLooking] = useState(false)
  const [fault, setFault] = useState<string | null>(null)
  const filled = content?.kind === 'blank' ? null : content

  function look() {
    const wrong = content ? faultOf(content) : t('decisions.empty')
    setFault(wrong)
    if (wrong === null) setLooking(true)
  }
  async function castIt() {
    if (!content || (await deed.run(content)) === undefined) return
    dropBallotDraft({ decision, seat })
    onDone()
  }

  if (isLooking && content) {
    return (
      <Review
        paper={decision}
        content={content}
        deed={deed}
        onCast={() => void castIt()}
        onBack={() => {
          deed.clear()
          setLooking(false)
        }}
      />
    )
  }
  return (
    <Stack>
      <BallotEditor
        paper={decision}
        content={filled}
        asksReason={asksReason}
        onChange={(next) => {
          setFault(null)
          change(next)
        }}
      />
      {decision.allowsBlank && (
        <Checkbox
          size="md"
          label={t('decisions.blank')}
          description={t('decisions.blank.hint')}
          checked={content?.kind === 'blank'}
          onChange={(event) => {
            setFault(null)
            change(event.currentTarget.checked ? { kind: 'blank' } : null)
          }}
        />
      )}
      <div role="alert">{fault !== null && <span className={classes.fault}>{fault}</span>}</div>
      <div className={classes.end}>
        <Button size="lg" onClick={look}>
          {t('decisions.look')}
        </Button>
      </div>
    </Stack>
  )
}

interface ReviewProps {
  paper: Paper
  content: Ballot
  deed: Deed<Ballot, unknown>
  onCast(): void
  onBack(): void
}

function Review({ paper, content, deed, onCast, onBack }: ReviewProps) {
  const { t } = useText()
  const title = useRef<HTMLHeadingElement>(null)
  // The page has changed under the reader: the keyboard and the voice go to its head.
  useEffect(() => title.current?.focus(), [])
  return (
    <Stack>
      <Title order={3} size="h4" ref={title} tabIndex={-1} className={classes.legend}>
        {t('decisions.look.title')}
      </Title>
      <div className={classes.look}>
        <BallotWords paper={paper} content={content} />
      </div>
      <FormRefusal refusal={deed.refusal} />
      <div className={classes.end}>
        <Button size="lg" variant="default" disabled={deed.isPending} onClick={onBack}>
          {t('decisions.change')}
        </Button>
        <Button size="lg" loading={deed.isPending} onClick={onCast}>
          {t('decisions.cast')}
        </Button>
      </div>
    </Stack>
  )
}
