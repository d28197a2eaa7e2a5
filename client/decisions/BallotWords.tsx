import './ballot.texts.ts'
import { Text } from '@mantine/core'
import { useText } from '#client/i18n.ts'
import type { Ballot } from '#shared/decisions/ballot.shape.ts'
import classes from './Ballot.module.css'
import { fillingOf, type Paper } from './paper.ts'

/** What a ballot says, in words. */
export function BallotWords({ paper, content }: { paper: Paper; content: Ballot }) {
  const { t } = useText()
  if (content.kind === 'blank') return <Line words={t('decisions.blank')} hint={t('decisions.blank.hint')} />
  if (content.kind === 'choice') return <Line words={t(`decisions.${content.says}`)} hint={content.reason ?? ''} />
  const nameOf = (id: string) => paper.options.find((option) => option.id === id)?.text ?? id
  if (content.kind === 'ranked') {
    const rest = paper.options.filter(({ id }) => !content.ranks.flat().includes(id))
    return (
      <>
        <ol className={classes.words}>
          {content.ranks.map((rank, at) => (
            <li key={rank.join()}>
              <span className={classes.mark}>{at + 1}</span>
              {rank.map(nameOf).join(' = ')}
            </li>
          ))}
        </ol>
        {rest.length > 0 && (
          <Text size="sm" c="dimmed">
            {t('decisions.rank.rest.of', { names: rest.map(({ text }) => text).join(' · ') })}
          </Text>
        )}
      </>
    )
  }
  const isScored = fillingOf(paper) === 'scores'
  const shown = paper.options.filter(({ id }) => isScored || content.marks[id] !== undefined)
  const tellsMark = isScored || fillingOf(paper) === 'points'
  return (
    <ul className={classes.words}>
      {shown.map(({ id, text }) => (
        <li key={id}>
          <span className={classes.mark}>{tellsMark ? (content.marks[id] ?? '–') : '✓'}</span>
          <span>
            {text}
            {content.marks[id] === undefined && <span className={classes.detail}>{t('decisions.scores.none')}</span>}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Line({ words, hint }: { words: string; hint: string }) {
  return (
    <div>
      <Text fw={650} fz={22}>
        {words}
      </Text>
      {hint !== '' && (
        <Text c="dimmed" style={{ whiteSpace: 'pre-wrap' }}>
          {hint}
        </Text>
      )}
    </div>
  )
}
