import { Badge, Group, Menu, Text, UnstyledButton } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { ChevronDown, KeyRound, LogOut, ShieldCheck, UserRound } from 'lucide-react'
import { Link } from 'react-router'
import { showIn, useText } from '#client/i18n.ts'
import { useCommand } from '#client/platform/useCommand.ts'
import { LanguageItems } from '#client/ui/LanguageMenu.tsx'
import { PersonAvatar } from '#client/ui/PersonAvatar.tsx'
import { SchemeItems } from '#client/ui/SchemeMenu.tsx'
import type { Language } from '#shared/platform/language.shape.ts'
import { signOut, useMe } from './me.store.ts'
import classes from './UserMenu.module.css'

export function UserMenu() {
  const { t, bi } = useText()
  const { person, email } = useMe()
  const choose = useLanguageChoice()
  const signOutOrSay = () =>
    signOut().catch(() => notifications.show({ color: 'red', message: t('members.signOut.failed') }))
  return (
    <Menu position="bottom-end" width={250}>
      <Menu.Target>
        <UnstyledButton className={classes.button} aria-label={t('platform.userMenu', { name: bi(person.name) })}>
          <PersonAvatar person={person} size={30} />
          <Text component="span" size="sm" fw={550} truncate className={classes.name}>
            {bi(person.name)}
          </Text>
          <ChevronDown size={15} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.card}>
          <Text size="sm" fw={600} truncate>
            {bi(person.name)}
          </Text>
          <Text size="xs" c="dimmed" truncate>
            {email}
          </Text>
          <Group gap={4} mt={6}>
            {person.seats.map((seat) => (
              <Badge key={seat} size="xs" variant="light">
                {t(`seat.${seat}`)}
              </Badge>
            ))}
          </Group>
        </div>
        <Menu.Divider />
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
      </Menu.Dropdown>
    </Menu>
  )
}

/** Here at once; in the profile too, so that mails and other devices follow. */
function useLanguageChoice() {
  const { person } = useMe()
  const { run } = useCommand('person.describe')
  return (language: Language) => {
    showIn(language)
    const { name, title, timeZone } = person
    if (language !== person.language) void run({ person: person.id, profile: { name, title, timeZone, language } })
  }
}
