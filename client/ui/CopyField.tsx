import { Button, Group, TextInput } from '@mantine/core'
import { Check, Copy } from 'lucide-react'
import { useRef, useState } from 'react'
import { useText } from '#client/i18n.ts'
import { copyText } from './clipboard.ts'

/** Something to take elsewhere: a link, a secret. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const { t } = useText()
  const input = useRef<HTMLInputElement>(null)
  const [isCopied, setCopied] = useState(false)
  const copy = async () => {
    setCopied(await copyText(value))
    // Where the device does not allow it, the text stays selected, for the keyboard.
    input.current?.select()
  }
  return (
    <Group align="flex-end" wrap="nowrap" gap="xs">
      <TextInput
        ref={input}
        flex={1}
        label={label}
        value={value}
        readOnly
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button
        variant="default"
        onClick={copy}
        leftSection={isCopied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
      >
        <span aria-live="polite">{t(isCopied ? 'platform.copied' : 'platform.copy')}</span>
      </Button>
    </Group>
  )
}
