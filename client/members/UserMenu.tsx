import { Loader, Menu, Text, UnstyledButton } from '@mantine/core'
import { ChevronDown } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useText } from '#client/i18n.ts'
import { latePart } from '#client/ui/latePart.tsx'
import { PersonAvatar } from '#client/ui/PersonAvatar.tsx'
import { useMe } from './me.store.ts'
import classes from './UserMenu.module.css'

const UserMenuItems = latePart(async () => (await import('./UserMenuItems.tsx')).UserMenuItems)
const StatusDialog = latePart(async () => (await import('./StatusDialog.tsx')).StatusDialog)

export function UserMenu() {
  const { t, bi } = useText()
  const { person } = useMe()
  const [isSettingStatus, setSettingStatus] = useState(false)
  return (
    <>
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
          <Suspense fallback={<Loader size="sm" m="md" />}>
            <UserMenuItems onSetStatus={() => setSettingStatus(true)} />
          </Suspense>
        </Menu.Dropdown>
      </Menu>
      <Suspense>{isSettingStatus && <StatusDialog onClose={() => setSettingStatus(false)} />}</Suspense>
    </>
  )
}
