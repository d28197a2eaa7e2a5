import './ballot.texts.ts'
import { ActionIcon, Text, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { ChevronDown, ChevronUp, GripVertical, X } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useText } from '#client/i18n.ts'
import type { Ballot } from '#shared/decisions/ballot.shape.ts'
import classes from './Ballot.module.css'
import { OptionName } from './OptionName.tsx'
import { movedTo, type Option, orderIn, type Paper, rankedAs } from './paper.ts'
import { useDragOrder } from './useDragOrder.ts'

interface Props {
  paper: Paper
  content: Ballot | null
  onChange(content: Ballot | null): void
}

/** An order of preference: by tapping, by dragging, by arrows or by the keyboard; each place is told to screen readers. */
export function RankBallot({ paper, content, onChange }: Props) {
  const { t } = useText()
  const list = useRef<HTMLOListElement>(null)
  const [said, setSaid] = useState('')
  const order = orderIn(content)
  const rest = paper.options.filter(({ id }) => !order.includes(id))
  const nameOf = (id: string) => paper.options.find((option) => option.id === id)?.text ?? ''

  function place(id: string, to: number) {
    const next = movedTo(order, id, to)
    onChange(rankedAs(next))
    setSaid(t('decisions.rank.said', { name: nameOf(id), place: next.indexOf(id) + 1, count: next.length }))
  }
  function takeOut(id: string) {
    onChange(rankedAs(order.filter((other) => other !== id)))
    setSaid(t('decisions.rank.out', { name: nameOf(id) }))
  }
  const drag = useDragOrder(list, place)

  return (
    <fieldset className={classes.ballot}>
      <legend className={classes.legend}>{t('decisions.rank.legend')}</legend>
      <Text size="sm" c="dimmed">
        {t('decisions.rank.hint')}
      </Text>
      <ol ref={list} className={classes.ranks} aria-label={t('decisions.rank.yours')}>
        {order.map((id, at) => {
          const option = paper.options.find((known) => known.id === id)
          if (!option) return null
          return (
            <li
              key={id}
              className={classes.rank}
              style={drag.styleOf(at)}
              data-is-held={drag.held === id || undefined}
              data-is-settling={(drag.held !== null && drag.held !== id) || undefined}
            >
              <Rank
                option={option}
                at={at}
                count={order.length}
                grip={drag.gripOf(id, at)}
                onPlace={place}
                onOut={takeOut}
              />
            </li>
          )
        })}
      </ol>
      {order.length === 0 && <p className={classes.none}>{t('decisions.rank.none')}</p>}
      {rest.length > 0 && (
        <>
          <Text fw={600} size="sm" mt="md">
            {t('decisions.rank.rest')}
          </Text>
          <ul className={classes.ranks} aria-label={t('decisions.rank.rest')}>
            {rest.map((option) => (
              <li key={option.id}>
                <UnstyledButton
                  className={`${classes.row} ${classes.rest}`}
                  aria-label={t('decisions.rank.add', { name: option.text, place: order.length + 1 })}
                  onClick={() => place(option.id, order.length)}
                >
                  <OptionName option={option} />
                </UnstyledButton>
              </li>
            ))}
          </ul>
        </>
      )}
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </fieldset>
  )
}

interface RankProps {
  option: Option
  at: number
  count: number
  grip: object
  onPlace(id: string, to: number): void
  onOut(id: string): void
}

function Rank({ option, at, count, grip, onPlace, onOut }: RankProps) {
  const { t } = useText()
  const name = option.text
  function onKeyDown(event: KeyboardEvent) {
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: count - 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    if (to >= 0 && to < count) onPlace(option.id, to)
  }
  return (
    <>
      <UnstyledButton
        className={classes.grip}
        aria-label={t('decisions.rank.move', { name, place: at + 1, count })}
        onKeyDown={onKeyDown}
        {...grip}
      >
        <GripVertical size={18} aria-hidden />
        {at + 1}
      </UnstyledButton>
      <OptionName option={option} />
      <ActionIcon
        size={42}
        variant="subtle"
        disabled={at === 0}
        aria-label={t('decisions.rank.up', { name })}
        onClick={() => onPlace(option.id, at - 1)}
      >
        <ChevronUp size={22} aria-hidden />
      </ActionIcon>
      <ActionIcon
        size={42}
        variant="subtle"
        disabled={at === count - 1}
        aria-label={t('decisions.rank.down', { name })}
        onClick={() => onPlace(option.id, at + 1)}
      >
        <ChevronDown size={22} aria-hidden />
      </ActionIcon>
      <ActionIcon
        size={42}
        variant="subtle"
        color="gray"
        aria-label={t('decisions.rank.remove', { name })}
        onClick={() => onOut(option.id)}
      >
        <X size={18} aria-hidden />
      </ActionIcon>
    </>
  )
}
