import '#client/ui/mantineLate.ts'
import './decisions.texts.ts'
import { Modal, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useText } from '#client/i18n.ts'
import type { Decision } from '#shared/decisions/decision.shape.ts'
import { useIsPhone } from './useIsPhone.ts'

interface Props {
  decision: Decision
  onClose(): void
  children: ReactNode
}

/** Where a ballot is filled in: a dialog, or all of a phone's screen. */
export function BallotFrame({ decision, onClose, children }: Props) {
  const { t } = useText()
  const isPhone = useIsPhone()
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      fullScreen={isPhone}
      // A stray click beside it must not cost a half-filled ballot its place on the screen.
      closeOnClickOutside={false}
      title={decision.title}
      closeButtonProps={{ 'aria-label': t('platform.close') }}
    >
      {children}
      <Text size="sm" c="dimmed" mt="md">
        {t(`decisions.secrecy.${decision.secrecy}`)}
      </Text>
    </Modal>
  )
}
