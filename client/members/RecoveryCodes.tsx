import '#client/ui/mantineLate.ts'
import './security.texts.ts'
import { Alert, Button, Group, Modal, SimpleGrid, Stack } from '@mantine/core'
import { Check, Copy, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { useText } from '#client/i18n.ts'
import classes from './SecondFactor.module.css'

/** Shown this once, in a dialog of their own. */
export function RecoveryCodes({ codes, onClose }: { codes: readonly string[]; onClose(): void }) {
  const { t } = useText()
  return (
    <Modal
      opened
      onClose={onClose}
      // A stray click beside the dialog must not cost the codes.
      closeOnClickOutside={false}
      title={t('members.second.codes')}
      closeButtonProps={{ 'aria-label': t('platform.close') }}
    >
      <CodeSheet codes={codes} onKept={onClose} />
    </Modal>
  )
}

export function CodeSheet({ codes, onKept }: { codes: readonly string[]; onKept(): void }) {
  const { t } = useText()
  const [isCopied, setCopied] = useState(false)
  const copy = () =>
    navigator.clipboard?.writeText(codes.join('\n')).then(
      () => setCopied(true),
      () => {},
    )
  return (
    <Stack>
      <Alert color="yellow" icon={<TriangleAlert size={18} aria-hidden />}>
        {t('members.second.codes.lead')}
      </Alert>
      <SimpleGrid cols={2} spacing="xs" component="ul" className={classes.codes}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </SimpleGrid>
      <Group justify="flex-end">
        <Button
          variant="default"
          onClick={copy}
          leftSection={isCopied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
        >
          <span aria-live="polite">{t(isCopied ? 'platform.copied' : 'platform.copy')}</span>
        </Button>
        <Button onClick={onKept}>{t('members.second.codes.kept')}</Button>
      </Group>
    </Stack>
  )
}
