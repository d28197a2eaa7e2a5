import { Text, UnstyledButton } from '@mantine/core'
import { ChevronDown } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useText } from '#client/i18n.ts'
import { LatePopup } from '#client/ui/LatePopup.tsx'
import { latePart } from '#client/ui/latePart.tsx'
import { PersonAvatar } from '#client/ui/PersonAvatar.tsx'
import { useMe } from './me.store.ts'
import classes from './UserMenu.module.css'

const fetchPart = () => import('./UserMenuItems.tsx')
const UserMenuItems = latePart(async () => (await fetchPart()).UserMenuItems)
const StatusDialog = latePart(async () => (await import('./StatusDialog.tsx')).StatusDialog)

export function UserMenu() {
  const { t, bi } = useText()
  const { person } = useMe()
  const [isSettingStatus, setSettingStatus] = useState(false)
  const button = (
    <UnstyledButton className={classes.button} aria-label={t('platform.userMenu', { name: bi(person.name) })}>
      <PersonAvatar person={person} size={30} />
      <Text component="span" size="sm" fw={550} truncate className={classes.name}>
        {bi(person.name)}
      </Text>
      <ChevronDown size={15} aria-hidden />
    </UnstyledButton>
  )
  return (
    <>
      <LatePopup button={button} kind="menu" fetchPart={fetchPart}>
        {(framed) => <UserMenuItems {...framed} onSetStatus={() => setSettingStatus(true)} />}
      </LatePopup>
      <Suspense>{isSettingStatus && <StatusDialog onClose={() => setSettingStatus(false)} />}</Suspense>
    </>
  )
}
