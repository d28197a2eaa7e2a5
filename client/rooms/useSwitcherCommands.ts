import { useMantineColorScheme } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import {
  Bell,
  BellOff,
  DoorOpen,
  Files,
  KeyRound,
  Languages,
  LogOut,
  type LucideIcon,
  Moon,
  Pin,
  Plus,
  ScrollText,
  Search,
  ShieldCheck,
  Smile,
  Sun,
  SunMoon,
  UserRound,
} from 'lucide-react'
import { useLocation } from 'react-router'
import { useText } from '#client/i18n.ts'
import { useMe } from '#client/members/me.store.ts'
import { signOutOrSay, useLanguageChoice } from '#client/members/userDeeds.ts'
import { ask, send } from '#client/platform/hub.ts'
import { queryClient } from '#client/platform/queryClient.ts'
import { serverNow } from '#client/platform/serverClock.ts'
import { type TextKey, texts } from '#client/texts.ts'
import { usualTuning } from '#shared/notices/settings.ts'
import { can } from '#shared/permissions.ts'
import { languages } from '#shared/platform/language.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { isSeated, type OfRoom } from '#shared/rooms/room.ts'
import { useBoardRoom } from './rooms.store.ts'
import type { SwitcherRow } from './switcherRows.ts'

type Command = Pick<SwitcherRow, 'to' | 'act' | 'dialog'>

const schemes = [
  { scheme: 'light', icon: Sun },
  { scheme: 'dark', icon: Moon },
  { scheme: 'auto', icon: SunMoon },
] as const

/** Found by its words in either language, whichever is shown. */
function namesOf(...keys: TextKey[]): string[] {
  const inEach = languages.map((language) => keys.map((key) => String(texts[key]?.[language] ?? '')).join(' '))
  return [...inEach, ...keys.flatMap((key) => languages.map((language) => String(texts[key]?.[language] ?? '')))]
}

/** What one may do from wherever one is, and in the room that one is in; only what the rules allow. */
export function useSwitcherCommands(): SwitcherRow[] {
  const { t, language } = useText()
  const { actor } = useMe()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const chooseLanguage = useLanguageChoice()
  const ofRoom = useRoomHere()
  const inRoom = useRoomCommands(ofRoom)
  const row = (key: TextKey, icon: LucideIcon, command: Command): SwitcherRow => {
    const label = t(key)
    return { kind: 'command', id: `do.${key}`, label, names: namesOf(key), unread: 0, icon, ...command }
  }
  return [
    ...inRoom.map(({ says, icon, ...command }) => row(says, icon, command)),
    row('members.status.set', Smile, { dialog: 'status' }),
    ...(can(actor, 'lounge.open', {}) ? [row('rooms.newLounge', Plus, { dialog: 'lounge' })] : []),
    row('rooms.switcher.noticeSettings', Bell, { to: '/notices/settings' }),
    row('members.profile', UserRound, { to: '/profile' }),
    row('members.security', ShieldCheck, { to: '/security' }),
    row('members.tokens', KeyRound, { to: '/tokens' }),
    ...languages
      .filter((one) => one !== language)
      .map((one) => ({
        ...row(`language.self.${one}`, Languages, { act: () => chooseLanguage(one) }),
        label: `${t('platform.language')}${t('rooms.switcher.colon')}${t(`language.self.${one}`)}`,
        names: namesOf('platform.language', `language.self.${one}`, `language.${one}`),
      })),
    ...schemes
      .filter(({ scheme }) => scheme !== colorScheme)
      .map(({ scheme, icon }) => ({
        ...row(`scheme.${scheme}`, icon, { act: () => setColorScheme(scheme) }),
        label: `${t('platform.scheme')}${t('rooms.switcher.colon')}${t(`scheme.${scheme}`)}`,
        names: namesOf('platform.scheme', `scheme.${scheme}`),
      })),
    row('members.signOut', LogOut, { act: () => void signOutOrSay() }),
  ]
}

export function useRoomHere(): OfRoom | null {
  const { pathname } = useLocation()
  const id = /^\/rooms\/([^/]+)/.exec(pathname)?.[1] ?? ''
  return useBoardRoom(id) ?? null
}

function useRoomCommands(ofRoom: OfRoom | null) {
  const { actor } = useMe()
  const { t, say } = useText()
  if (!ofRoom) return []
  const { id, kind } = ofRoom.room
  async function snooze() {
    const { rooms } = await ask('notices.settings', {})
    const level = rooms.find(({ room }) => room === id)?.level ?? usualTuning.level
    await send('room.tune', { room: id, level, snoozedUntil: serverNow() + 3_600_000 })
    notifications.show({ message: t('platform.saved') })
    await queryClient.invalidateQueries({ queryKey: ['notices.settings'] })
  }
  // The box is gone before the hub has answered.
  const orSay = (deed: () => Promise<void>) => () =>
    void deed().catch((thrown) => {
      const refusal = thrown instanceof Refusal ? thrown : new Refusal('internal', 'platform.internal')
      notifications.show({ color: 'red', message: say(refusal) })
    })
  const at = (part: string) => ({ to: `/rooms/${id}?find=${part}` })
  const commands: ({ says: TextKey; icon: LucideIcon } & Command)[] = [
    { says: 'rooms.switcher.searchHere', icon: Search, ...at('search') },
    { says: 'rooms.pins', icon: Pin, ...at('pins') },
    { says: 'rooms.files', icon: Files, ...at('files') },
    { says: 'rooms.record', icon: ScrollText, to: `/rooms/${id}/record` },
    { says: 'rooms.switcher.notices', icon: Bell, dialog: 'tuning' },
  ]
  if (can(actor, 'room.tune', ofRoom)) {
    commands.push({ says: 'rooms.switcher.snooze', icon: BellOff, act: orSay(snooze) })
  }
  if (kind === 'lounge' && isSeated(ofRoom) && can(actor, 'room.leave', ofRoom)) {
    commands.push({ says: 'rooms.leave', icon: DoorOpen, dialog: 'leave' })
  }
  return commands
}
