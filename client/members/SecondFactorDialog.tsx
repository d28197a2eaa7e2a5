import '#client/ui/mantineLate.ts'
import './security.texts.ts'
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMemo, useState } from 'react'
import { encode } from 'uqr'
import { z } from 'zod'
import { textOf, useText } from '#client/i18n.ts'
import { useDeed } from '#client/platform/useDeed.ts'
import { useShapeForm } from '#client/platform/useShapeForm.ts'
import { CopyField } from '#client/ui/CopyField.tsx'
import { FormRefusal } from '#client/ui/FormRefusal.tsx'
import { beginSecondFactor, proveCode } from './account.ts'
import { PasswordDialog } from './PasswordDialog.tsx'
import { CodeSheet } from './RecoveryCodes.tsx'
import classes from './SecondFactor.module.css'

/** Password, then the authenticator with a first code, then the recovery codes. */
export function SecondFactorDialog({ onClose, onDone }: { onClose(): void; onDone(): void }) {
  const { t } = useText()
  const [made, setMade] = useState<{ uri: string; codes: string[] } | null>(null)
  const [isProved, setProved] = useState(false)
  if (!made) {
    return (
      <PasswordDialog
        title={t('members.second.begin')}
        body={t('members.second.password')}
        action={t('members.second.next')}
        act={beginSecondFactor}
        onClose={onClose}
        onDone={setMade}
      />
    )
  }
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnClickOutside={false}
      title={t(isProved ? 'members.second.codes' : 'members.second.begin')}
      closeButtonProps={{ 'aria-label': t('platform.close') }}
    >
      {isProved ? (
        <CodeSheet codes={made.codes} onKept={onClose} />
      ) : (
        <Proof
          uri={made.uri}
          onProved={() => {
            setProved(true)
            notifications.show({ message: textOf('members.second.isOn') })
            onDone()
          }}
        />
      )}
    </Modal>
  )
}

const FirstCode = z.object({ code: z.string().regex(/^\s*\d{3}\s?\d{3}\s*$/, { error: 'members.codeWrong' }) })

function Proof({ uri, onProved }: { uri: string; onProved(): void }) {
  const { t } = useText()
  const form = useShapeForm({
    shape: FirstCode,
    initial: { code: '' },
    deed: useDeed(({ code }: { code: string }) => proveCode({ code: code.replaceAll(/\s/g, ''), isRecovery: false })),
    onDone: onProved,
  })
  return (
    <form {...form.props}>
      <Stack>
        <Text size="sm">{t('members.second.scan')}</Text>
        <QrCode text={uri} label={t('members.second.qr')} />
        <CopyField label={t('members.second.key')} value={new URL(uri).searchParams.get('secret') ?? ''} />
        <TextInput
          label={t('members.second.code')}
          autoComplete="one-time-code"
          inputMode="numeric"
          required
          data-autofocus
          {...form.field('code')}
        />
        <FormRefusal refusal={form.refusal} />
        <Group justify="flex-end">
          <Button type="submit" loading={form.isPending}>
            {t('members.second.prove')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function QrCode({ text, label }: { text: string; label: string }) {
  const { size, path } = useMemo(() => {
    const { data, size } = encode(text, { border: 0 })
    const cells = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
    return { size, path: cells.join('') }
  }, [text])
  return (
    <svg viewBox={`0 0 ${size} ${size}`} className={classes.picture} role="img" aria-label={label}>
      <path d={path} />
    </svg>
  )
}
