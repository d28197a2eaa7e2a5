import '#client/ui/mantineLate.ts'
import './moderation.texts.ts'
import { TagsInput, Text } from '@mantine/core'
import { z } from 'zod'
import { useText } from '#client/i18n.ts'
import { useCommand } from '#client/platform/useCommand.ts'
import { useShapeForm } from '#client/platform/useShapeForm.ts'
import { FormDialog, ReasonInput } from '#client/ui/FormDialog.tsx'
import { Reason } from '#shared/members/fields.shape.ts'
import { useRoomTalk } from './roomContext.ts'

interface Listing {
  list: string[]
  reason: string
}

/** The words that hold a message back; only those who run the room see them. */
export function WordsDialog({ words, onClose }: { words: readonly string[]; onClose(): void }) {
  const { t } = useText()
  const { room } = useRoomTalk()
  const command = useCommand('words.change')
  const changesOf = (list: readonly string[]) => ({
    add: list.filter((word) => !words.includes(word)),
    drop: words.filter((word) => !list.includes(word)),
  })
  const isSame = (list: readonly string[]) => Object.values(changesOf(list)).every(({ length }) => length === 0)
  const shape = z.object({ list: z.array(z.string()), reason: z.string() }).superRefine(({ list, reason }, context) => {
    // What was not changed needs no reason.
    const issues = isSame(list) ? [] : (Reason.safeParse(reason).error?.issues ?? [])
    for (const { message } of issues) context.addIssue({ code: 'custom', path: ['reason'], message })
  })
  const form = useShapeForm<Listing, unknown>({
    shape,
    initial: { list: [...words], reason: '' },
    deed: {
      ...command,
      run: async ({ list, reason }) => (isSame(list) ? {} : command.run({ room, ...changesOf(list), reason })),
    },
    onDone: onClose,
  })
  return (
    <FormDialog title={t('rooms.words')} form={form} onClose={onClose}>
      <Text size="sm">{t('rooms.words.lead')}</Text>
      <TagsInput
        label={t('rooms.words.list')}
        description={t('rooms.words.hint')}
        splitChars={[',', '，', '、', '\n']}
        maxTags={300}
        acceptValueOnBlur
        clearable
        clearButtonProps={{ 'aria-label': t('rooms.words.clear') }}
        value={form.values.list}
        onChange={(next) =>
          form.set(
            'list',
            next.map((word) => word.slice(0, 40)),
          )
        }
      />
      {!isSame(form.values.list) && <ReasonInput form={form} hint={t('rooms.words.reason.hint')} />}
    </FormDialog>
  )
}
