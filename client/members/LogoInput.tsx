import { Button, FileButton, Group, Input, Text } from '@mantine/core'
import { ImageUp, Trash2 } from 'lucide-react'
import { useText } from '#client/i18n.ts'
import { useDeed } from '#client/platform/useDeed.ts'
import { logoOf } from './logo.ts'

interface Props {
  /** Address of the picture to show; null for none. */
  shown: string | null
  /** The new picture as base64, or null to have none. */
  onChange(logo: string | null): void
}

export function LogoInput({ shown, onChange }: Props) {
  const { t, say } = useText()
  const { run, isPending, refusal, clear } = useDeed(logoOf)
  const choose = async (file: File | null) => {
    const logo = file && (await run(file))
    if (logo) onChange(logo)
  }
  const remove = () => {
    clear()
    onChange(null)
  }
  return (
    <Input.Wrapper
      label={t('members.logo')}
      description={t('members.logo.hint')}
      error={refusal && say(refusal)}
      labelElement="div"
    >
      <Group mt={6} gap="sm">
        {shown ? (
          <img src={shown} alt={t('members.logo')} width={48} height={48} style={{ objectFit: 'contain' }} />
        ) : (
          <Text size="sm" c="dimmed">
            {t('members.logo.none')}
          </Text>
        )}
        <FileButton accept="image/png,image/jpeg,image/webp" onChange={choose}>
          {(props) => (
            <Button
              {...props}
              variant="default"
              size="xs"
              loading={isPending}
              leftSection={<ImageUp size={15} aria-hidden />}
            >
              {t('members.logo.choose')}
            </Button>
          )}
        </FileButton>
        {shown && (
          <Button
            variant="subtle"
            color="gray"
            size="xs"
            leftSection={<Trash2 size={15} aria-hidden />}
            onClick={remove}
          >
            {t('members.logo.remove')}
          </Button>
        )}
      </Group>
    </Input.Wrapper>
  )
}
