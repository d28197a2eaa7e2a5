import '#client/ui/mantineLate.ts'
import './moderation.texts.ts'
import { Button, Group, Modal, Stack, TagsInput, Text } from '@mantine/core'
import { useState } from 'react'
import { useText } from '#client/i18n.ts'
import { useCommand } from '#client/platform/useCommand.ts'
import { FormRefusal } from '#client/ui/FormRefusal.tsx'
import { useRoomTalk } from './roomContext.ts'

/** The words that hold a message back; only those who run the room see them. */
export function WordsDialog({ words, onClose }: { words: readonly string[]; onClose(): void }) {
  const { t } = useText()
  const { room } = useRoomTalk()
  const [list, setList] = useState<string[]>([...words])
  const { run, refusal, isPending } = useCommand('words.change')

  async function save() {
    const add = list.filter((word) => !words.includes(word))
    const drop = words.filter((word) => !list.includes(word))
    if (add.length + drop.length === 0 || (await run({ room, add, drop }))) onClose()
  }
  return (
    <Modal
      opened
      centered
      onClose={onClose}
      title={t('rooms.words')}
      closeButtonProps={{ 'aria-label': t('platform.close') }}
    >
      <Stack>
        <Text size="sm">{t('rooms.words.lead')}</Text>
        <TagsInput
          label={t('rooms.words.list')}
          description={t('rooms.words.hint')}
          splitChars={[',', '，', '、', '\n']}
          maxTags={300}
          acceptValueOnBlur
          clearable
          clearButtonProps={{ 'aria-label': t('rooms.words.clear') }}
          value={list}
          onChange={(next) => setList(next.map((word) => word.slice(0, 40)))}
        />
        <FormRefusal refusal={refusal} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('platform.cancel')}
          </Button>
          <Button loading={isPending} onClick={() => void save()}>
            {t('platform.save')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
