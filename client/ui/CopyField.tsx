import { Button, Group, TextInput } from '@mantine/core'
import { Check, Copy } from 'lucide-react'
import { useRef, useState } from 'react'
import { useText } from '#client/i18n.ts'

/** Something to take elsewhere: a link, a secret. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const { t } = useText()
  const input = useRef<HTMLInputElement>(null)
  const [isCopied, setCopied] = useState(false)
  const copy = async () => {
    input.current?.select()
    // On plain http there is no clipboard: the text stays selected, for the keyboard.
    const isDone = await navigator.clipboard?.writeText(value).then(
      () => true,
      () => false,
    )
    setCopied(isDone === true)
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
