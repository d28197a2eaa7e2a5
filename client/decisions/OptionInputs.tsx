import './poll.texts.ts'
import { ActionIcon, Button, Group, Input, Stack, TextInput } from '@mantine/core'
import { Plus, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { useText } from '#client/i18n.ts'
import { mostOptions } from '#shared/decisions/decision.ts'
import type { Option } from './paper.ts'

interface Props {
  options: readonly Pick<Option, 'id' | 'text'>[]
  error: string | null
  /** Those that say something, numbered in their order. */
  onChange(options: Option[]): void
}

/** Lines to write options on; Enter goes on to the next, and empty ones do not count. */
export function OptionInputs({ options, error, onChange }: Props) {
  const { t } = useText()
  const [texts, setTexts] = useState(() => {
    const written = options.map(({ text }) => text)
    return [...written, ...['', ''].slice(Math.min(2, written.length))]
  })
  const list = useRef<HTMLDivElement>(null)
  function change(next: string[]) {
    setTexts(next)
    const written = next.map((text) => text.trim()).filter((text) => text !== '')
    onChange(written.map((text, at) => ({ id: `o${at + 1}`, text })))
  }
  function goOn(at: number) {
    if (at === texts.length - 1 && texts.length < mostOptions) setTexts([...texts, ''])
    setTimeout(() => list.current?.querySelectorAll('input')[at + 1]?.focus())
  }
  return (
    <Input.Wrapper label={t('decisions.poll.options')} error={error}>
      <Stack gap={6} ref={list} mt={4}>
        {texts.map((text, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is what stands at its place
          <Group key={at} gap={6} wrap="nowrap">
            <TextInput
              flex={1}
              maxLength={200}
              aria-label={t('decisions.poll.option', { number: at + 1 })}
              placeholder={t('decisions.poll.option', { number: at + 1 })}
              value={text}
              onChange={(event) => change(texts.map((was, place) => (place === at ? event.currentTarget.value : was)))}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
                event.preventDefault()
                goOn(at)
              }}
            />
            {texts.length > 2 && (
              <ActionIcon
                variant="subtle"
                color="gray"
                size={36}
                aria-label={t('decisions.poll.option.remove', { number: at + 1 })}
                onClick={() => change(texts.filter((_, place) => place !== at))}
              >
                <X size={16} aria-hidden />
              </ActionIcon>
            )}
          </Group>
        ))}
      </Stack>
      {texts.length < mostOptions && (
        <Button
          mt={6}
          size="compact-sm"
          variant="subtle"
          leftSection={<Plus size={15} aria-hidden />}
          onClick={() => goOn(texts.length - 1)}
        >
          {t('decisions.poll.option.add')}
        </Button>
      )}
    </Input.Wrapper>
  )
}
