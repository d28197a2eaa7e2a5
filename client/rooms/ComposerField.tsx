import { ActionIcon, Textarea } from '@mantine/core'
import { Check, SendHorizontal } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { useText } from '#client/i18n.ts'
import { EmojiButton } from '#client/ui/EmojiButton.tsx'
import { Hint } from '#client/ui/Hint.tsx'
import { longestMessage } from '#shared/rooms/message.ts'
import classes from './Composer.module.css'
import { isComposing, sendsByEnter, wrapped } from './composerKeys.ts'
import type { Draft } from './drafts.ts'
import { FormatHelp } from './FormatHelp.tsx'
import { MentionList } from './MentionList.tsx'
import { toMarkup } from './mentions.ts'
import { composerId } from './roomContext.ts'
import { useMentions } from './useMentions.ts'

interface Props {
  draft: Draft
  onChange(draft: Draft): void
  onSubmit(): void
  onEscape?(): void
  /** The arrow up in an empty field. */
  onUp?(): void
  label: string
  kind: 'new' | 'edit'
  isPending?: boolean
  /** One may write on, but not send for the time being. */
  isHeldBack?: boolean
  banner?: ReactNode
  /** The way to ask the room for its opinion. */
  asking?: ReactNode
  /** Files in hand, and the way to more of them. */
  attaching?: { tray: ReactNode; button: ReactNode; holdsFiles: boolean; isBlocked: boolean }
}

const tellsLengthFrom = longestMessage - 1000

/** The field for writing a message, with completion of names, emoji and the keys that one expects. */
export function ComposerField(props: Props) {
  const { draft, onChange, onSubmit, onEscape, onUp, label, kind, isPending, isHeldBack, banner, asking, attaching } =
    props
  const { t } = useText()
  const field = useRef<HTMLTextAreaElement>(null)
  const [cursor, setCursor] = useState(draft.text.length)
  const wantedCursor = useRef<number | null>(null)
  const mentions = useMentions(draft, cursor, put)
  const length = toMarkup(draft.text, draft.named).length
  const isTooLong = length > longestMessage
  const hasContent = draft.text.trim() !== '' || (attaching?.holdsFiles ?? false)
  const maySend = hasContent && !attaching?.isBlocked && !isTooLong && !isPending && !isHeldBack

  useLayoutEffect(() => {
    const end = field.current?.value.length ?? 0
    field.current?.setSelectionRange(end, end)
  }, [])
  useLayoutEffect(() => {
    if (wantedCursor.current === null) return
    field.current?.setSelectionRange(wantedCursor.current, wantedCursor.current)
    setCursor(wantedCursor.current)
    wantedCursor.current = null
  })

  function put(next: Draft, at: number) {
    wantedCursor.current = at
    onChange(next)
    field.current?.focus()
  }
  function insert(text: string) {
    const { selectionStart: from = 0, selectionEnd: to = 0 } = field.current ?? {}
    put({ ...draft, text: draft.text.slice(0, from) + text + draft.text.slice(to) }, from + text.length)
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (isComposing(event) || mentions.takesKey(event)) return
    const marks = event.ctrlKey || event.metaKey ? { b: '**', i: '*', e: '`' }[event.key] : undefined
    if (sendsByEnter(event)) {
      event.preventDefault()
      if (maySend) onSubmit()
    } else if (event.key === 'Escape' && onEscape) {
      event.stopPropagation()
      onEscape()
    } else if (event.key === 'ArrowUp' && draft.text === '' && onUp) {
      event.preventDefault()
      onUp()
    } else if (marks) {
      event.preventDefault()
      const { text, at } = wrapped(draft.text, event.currentTarget, marks)
      put({ ...draft, text }, at)
    }
  }

  return (
    <div className={classes.composer}>
      {mentions.isOpen && <MentionList mentions={mentions} />}
      {banner}
      {attaching?.tray}
      <div className={classes.line}>
        <Textarea
          id={composerId}
          ref={field}
          className={classes.input}
          classNames={{ input: classes.textarea }}
          variant="unstyled"
          autosize
          minRows={1}
          maxRows={10}
          autoFocus={kind === 'edit'}
          placeholder={t(kind === 'edit' ? 'rooms.editing' : 'rooms.write.short')}
          value={draft.text}
          {...mentions.fieldProps}
          aria-label={label}
          aria-invalid={isTooLong || undefined}
          onChange={(event) => {
            setCursor(event.currentTarget.selectionStart)
            onChange({ ...draft, text: event.currentTarget.value })
          }}
          onSelect={(event) => setCursor(event.currentTarget.selectionStart)}
          onKeyDown={onKeyDown}
        />
        <div className={classes.buttons}>
          {attaching?.button}
          {asking}
          <FormatHelp />
          <EmojiButton label={t('rooms.emoji')} size={34} onPick={insert} />
          <Hint label={t(kind === 'edit' ? 'rooms.saveEdit' : 'rooms.send')}>
            <ActionIcon
              size={34}
              aria-label={t(kind === 'edit' ? 'rooms.saveEdit' : 'rooms.send')}
              disabled={!maySend}
              loading={isPending}
              onClick={onSubmit}
            >
              {kind === 'edit' ? <Check size={18} aria-hidden /> : <SendHorizontal size={17} aria-hidden />}
            </ActionIcon>
          </Hint>
        </div>
      </div>
      {length > tellsLengthFrom && (
        <div className={classes.length} data-is-too-long={isTooLong || undefined} role="status">
          {t(isTooLong ? 'rooms.tooLong' : 'rooms.length', { length, longest: longestMessage })}
        </div>
      )}
    </div>
  )
}
