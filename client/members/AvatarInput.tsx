import './profile.texts.ts'
import { Button, FileButton, Group, Stack, Text } from '@mantine/core'
import { ImageUp, Trash2 } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useText } from '#client/i18n.ts'
import { useCommand } from '#client/platform/useCommand.ts'
import { FormRefusal } from '#client/ui/FormRefusal.tsx'
import { latePart } from '#client/ui/latePart.tsx'
import { PersonAvatar } from '#client/ui/PersonAvatar.tsx'
import type { Person } from '#shared/members/person.shape.ts'

const AvatarDialog = latePart(async () => (await import('./AvatarDialog.tsx')).AvatarDialog)

/** One's picture: chosen, cropped, and shown everywhere at once. */
export function AvatarInput({ person }: { person: Person }) {
  const { t } = useText()
  const [file, setFile] = useState<File | null>(null)
  const set = useCommand('avatar.set')
  return (
    <Stack gap="xs">
      <Group>
        <PersonAvatar person={person} size={84} />
        <Stack gap={6}>
          <Group gap="xs">
            <FileButton accept="image/png,image/jpeg,image/webp" onChange={setFile}>
              {(props) => (
                <Button {...props} variant="default" size="xs" leftSection={<ImageUp size={15} aria-hidden />}>
                  {t('members.avatar.choose')}
                </Button>
              )}
            </FileButton>
            {person.avatar && (
              <Button
                variant="subtle"
                color="gray"
                size="xs"
                loading={set.isPending}
                leftSection={<Trash2 size={15} aria-hidden />}
                onClick={() => void set.run({ person: person.id, picture: null })}
              >
                {t('members.avatar.remove')}
              </Button>
            )}
          </Group>
          <Text size="xs" c="dimmed">
            {t('members.avatar.hint')}
          </Text>
        </Stack>
      </Group>
      <FormRefusal refusal={set.refusal} />
      <Suspense>
        {file && (
          <AvatarDialog
            key={file.name + file.lastModified}
            person={person.id}
            file={file}
            onClose={() => setFile(null)}
          />
        )}
      </Suspense>
    </Stack>
  )
}
