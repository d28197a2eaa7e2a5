import { Badge, Group, Menu, Text } from '@mantine/core'
import { KeyRound, LogOut, ShieldCheck, Smile, UserRound } from 'lucide-react'
import { Link } from 'react-router'
import { useText } from '#client/i18n.ts'
import { LanguageItems } from '#client/ui/LanguageItems.tsx'
import type { Framed } from '#client/ui/LatePopup.tsx'
import { MenuFrame } from '#client/ui/MenuFrame.tsx'
import { SchemeItems } from '#client/ui/SchemeItems.tsx'
import { useMe } from './me.store.ts'
import { StatusLine } from './StatusLine.tsx'
import classes from './UserMenu.module.css'
import { signOutOrSay, useLanguageChoice } from './userDeeds.ts'

/** Fetched when the menu is first opened. */
export function UserMenuItems({ onSetStatus, ...framed }: Framed & { onSetStatus(): void }) {
  const { t, bi } = useText()
  const { person, email } = useMe()
  const choose = useLanguageChoice()
  return (
    <MenuFrame {...framed} width={250}>
      <div className={classes.card}>
        <Text size="sm" fw={600} truncate>
          {bi(person.name)}
        </Text>
        <Text size="xs" c="dimmed" truncate>
          {email}
        </Text>
        <Group gap={4} my={6}>
          {person.seats.map((seat) => (
            <Badge key={seat} size="xs" variant="light">
              {t(`seat.${seat}`)}
            </Badge>
          ))}
        </Group>
        <StatusLine person={person.id} />
      </div>
      <Menu.Divider />
      <Menu.Item leftSection={<Smile size={16} aria-hidden />} onClick={onSetStatus}>
        {t('members.status.set')}
      </Menu.Item>
      <Menu.Item component={Link} to="/profile" leftSection={<UserRound size={16} aria-hidden />}>
        {t('members.profile')}
      </Menu.Item>
      <Menu.Item component={Link} to="/security" leftSection={<ShieldCheck size={16} aria-hidden />}>
        {t('members.security')}
      </Menu.Item>
      <Menu.Item component={Link} to="/tokens" leftSection={<KeyRound size={16} aria-hidden />}>
        {t('members.tokens')}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Label>{t('platform.language')}</Menu.Label>
      <LanguageItems onChoose={choose} />
      <Menu.Label>{t('platform.scheme')}</Menu.Label>
      <SchemeItems />
      <Menu.Divider />
      <Menu.Item leftSection={<LogOut size={16} aria-hidden />} onClick={() => void signOutOrSay()}>
        {t('members.signOut')}
      </Menu.Item>
    </MenuFrame>
  )
}
