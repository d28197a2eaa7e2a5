import './search.texts.ts'
import '#client/ui/mantineLate.ts'
import { Badge, Combobox, Modal, Text, TextInput, useCombobox } from '@mantine/core'
import { Lock, MessagesSquare, Search, Theater } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { useText } from '#client/i18n.ts'
import { useMe } from '#client/members/me.store.ts'
import { usePeople } from '#client/members/people.store.ts'
import type { Destination } from '#client/ui/Navigation.tsx'
import { PersonAvatar } from '#client/ui/PersonAvatar.tsx'
import { isSeated } from '#shared/rooms/room.ts'
import { unreadOf } from './roomBoard.ts'
import { useRooms } from './rooms.store.ts'
import classes from './Switcher.module.css'
import { SwitcherDialogs } from './SwitcherDialogs.tsx'
import { fittingRows, keepPlace, recentPlaces, type SwitcherDialog, type SwitcherRow } from './switcherRows.ts'
import { useSwitcherCommands } from './useSwitcherCommands.ts'

const mostRows = 12
const searchId = 'search'

/** Rooms, people, pages and commands by their names; with the keyboard alone, too. */
export function Switcher(props: { destinations: readonly Destination[]; onClose(): void }) {
  const [dialog, setDialog] = useState<SwitcherDialog | null>(null)
  if (dialog) return <SwitcherDialogs dialog={dialog} onClose={props.onClose} />
  return <SwitcherBox {...props} onOpen={setDialog} />
}

interface BoxProps {
  destinations: readonly Destination[]
  onClose(): void
  onOpen(dialog: SwitcherDialog): void
}

function SwitcherBox({ destinations, onClose, onOpen }: BoxProps) {
  const { t } = useText()
  const navigate = useNavigate()
  const me = useMe().person.id
  const { combobox, active } = useTellingCombobox()
  const [text, setText] = useState('')
  const [recent] = useState(() => recentPlaces(me))
  const rows = [...useRows(destinations), ...useSwitcherCommands()]
  const fitting = fittingRows(rows, { text, recent, most: mostRows })
  const { selectFirstOption } = combobox
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text has another best row
  useEffect(() => {
    const frame = requestAnimationFrame(() => selectFirstOption())
    return () => cancelAnimationFrame(frame)
  }, [text, selectFirstOption])

  function go(id: string) {
    const row = fitting.find((one) => one.id === id)
    if (row && row.kind !== 'command') keepPlace(me, id)
    if (row?.dialog) return onOpen(row.dialog)
    onClose()
    row?.act?.()
    const to = row ? row.to : `/search?${new URLSearchParams({ q: text.trim() })}`
    if (to) void navigate(to)
  }
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      padding={0}
      yOffset="12vh"
      onEnterTransitionEnd={() => void selectFirstOption()}
      attributes={{ content: { 'aria-label': t('rooms.switcher') } }}
      classNames={{ content: classes.dialog }}
    >
      <Combobox store={combobox} onOptionSubmit={go} withinPortal={false}>
        <Combobox.EventsTarget withAriaAttributes={false}>
          <TextInput
            data-autofocus
            role="combobox"
            aria-expanded
            aria-haspopup="listbox"
            aria-controls={combobox.listId ?? undefined}
            aria-activedescendant={active ?? undefined}
            size="md"
            variant="unstyled"
            className={classes.line}
            autoComplete="off"
            maxLength={100}
            leftSection={<Search size={18} aria-hidden />}
            aria-label={t('rooms.switcher')}
            placeholder={t('rooms.switcher.placeholder')}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        </Combobox.EventsTarget>
        <Combobox.Options className={classes.rows} aria-label={t('rooms.switcher')}>
          {fitting.map((row) => (
            <Combobox.Option key={row.id} value={row.id} className={classes.row}>
              <Row row={row} />
            </Combobox.Option>
          ))}
          {text.trim() !== '' && (
            <Combobox.Option value={searchId} className={classes.row}>
              <Search size={17} aria-hidden className={classes.icon} />
              <span className={classes.label}>{t('rooms.switcher.search', { text: text.trim() })}</span>
            </Combobox.Option>
          )}
          {text.trim() === '' && fitting.length === 0 && <Combobox.Empty>{t('rooms.none')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox>
      <Text size="xs" c="dimmed" className={classes.foot}>
        {t('rooms.switcher.help')}
      </Text>
    </Modal>
  )
}

/** A combobox that also tells which option is chosen when it was not the arrow keys that chose it. */
function useTellingCombobox() {
  const store = useCombobox({ opened: true })
  const [active, setActive] = useState<string | null>(null)
  const { selectFirstOption, selectNextOption, selectPreviousOption } = store
  const telling = useMemo(() => {
    const tell = (select: () => string | null) => () => {
      const option = select()
      setActive(option)
      return option
    }
    return {
      selectFirstOption: tell(selectFirstOption),
      selectNextOption: tell(selectNextOption),
      selectPreviousOption: tell(selectPreviousOption),
    }
  }, [selectFirstOption, selectNextOption, selectPreviousOption])
  return { combobox: { ...store, ...telling }, active }
}

function Row({ row }: { row: SwitcherRow }) {
  const { t } = useText()
  const { kind, label, unread, room, person } = row
  const RoomIcon = room?.room.kind === 'backstage' ? Theater : room?.room.access === 'open' ? MessagesSquare : Lock
  const Icon = row.icon ?? RoomIcon
  return (
    <>
      {person ? <PersonAvatar person={person} size={24} /> : <Icon size={17} aria-hidden className={classes.icon} />}
      <span className={classes.label}>{label}</span>
      {unread > 0 && (
        <Badge size="sm" circle={unread < 10} role="img" aria-label={t('platform.unread', { count: unread })}>
          {unread > 99 ? '99+' : unread}
        </Badge>
      )}
      <span className={classes.kind}>{t(`rooms.switcher.kind.${kind}`)}</span>
    </>
  )
}

function useRows(destinations: readonly Destination[]): SwitcherRow[] {
  const { t, bi } = useText()
  const { open, archived } = useRooms()
  const people = usePeople()
  return useMemo(() => {
    const rooms = [...open, ...archived].map((listed): SwitcherRow => {
      const { id, title, kind } = listed.room
      const label = kind === 'backstage' ? t('rooms.backstageOf', { title: bi(title) }) : bi(title)
      const unread = isSeated(listed) ? unreadOf(listed) : 0
      return { kind: 'room', id, to: `/rooms/${id}`, label, names: [label, title.zh, title.en], unread, room: listed }
    })
    const pages = destinations.map(
      ({ to, label, icon }): SwitcherRow => ({ kind: 'page', id: to, to, label, names: [label], unread: 0, icon }),
    )
    const persons = people
      .filter(({ state }) => state === 'active')
      .map((person): SwitcherRow => {
        const { id, name } = person
        const to = `/people?person=${id}`
        return { kind: 'person', id, to, label: bi(name), names: [name.zh, name.en], unread: 0, person }
      })
    return [...rooms, ...pages, ...persons]
  }, [open, archived, people, destinations, t, bi])
}
