import { MantineThemeProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { useText } from '#client/i18n.ts'

/** Short notices at the edge of the screen; what closes one has a name too. */
export function Notices() {
  const { t } = useText()
  const closeButtonProps = { 'aria-label': t('platform.close') }
  return (
    <MantineThemeProvider inherit theme={{ components: { Notification: { defaultProps: { closeButtonProps } } } }}>
      <Notifications position="bottom-center" />
    </MantineThemeProvider>
  )
}
