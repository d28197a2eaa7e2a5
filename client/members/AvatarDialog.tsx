import '#client/ui/mantineLate.ts'
import './profile.texts.ts'
import { Button, Group, Modal, Slider, Stack, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import Cropper, { type Area } from 'react-easy-crop'
import { useText } from '#client/i18n.ts'
import { useCommand } from '#client/platform/useCommand.ts'
import { useDeed } from '#client/platform/useDeed.ts'
import { FormRefusal } from '#client/ui/FormRefusal.tsx'
import { styleNonce } from '#client/ui/styleNonce.ts'
import classes from './AvatarDialog.module.css'
import { croppedSquare } from './logo.ts'

interface Props {
  person: string
  file: File
  onClose(): void
}

/** The part of a photograph that becomes somebody's picture. */
export function AvatarDialog({ person, file, onClose }: Props) {
  const { t } = useText()
  const [address, setAddress] = useState<string>()
  const [crop, setCrop] = useState({ x: 0, y: 0 })
  const [zoom, setZoom] = useState(1)
  const [area, setArea] = useState<Area | null>(null)
  const cut = useDeed((wanted: Area) => croppedSquare(file, wanted))
  const set = useCommand('avatar.set')
  useEffect(() => {
    const made = URL.createObjectURL(file)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  const use = async () => {
    const picture = area && (await cut.run(area))
    if (picture && (await set.run({ person, picture }))) onClose()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('members.avatar.crop')}
      closeButtonProps={{ 'aria-label': t('platform.close') }}
    >
      <Stack>
        <div className={classes.stage}>
          {address && (
            <Cropper
              image={address}
              crop={crop}
              zoom={zoom}
              aspect={1}
              cropShape="round"
              showGrid={false}
              nonce={styleNonce()}
              cropperProps={{ 'aria-label': t('members.avatar.crop') }}
              onCropChange={setCrop}
              onZoomChange={setZoom}
              onCropComplete={(_, pixels) => setArea(pixels)}
            />
          )}
        </div>
        <Slider
          min={1}
          max={4}
          step={0.05}
          label={null}
          value={zoom}
          onChange={setZoom}
          thumbLabel={t('members.avatar.zoom')}
        />
        <Text size="xs" c="dimmed">
          {t('members.avatar.crop.hint')}
        </Text>
        <FormRefusal refusal={cut.refusal ?? set.refusal} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('platform.cancel')}
          </Button>
          <Button disabled={!area} loading={cut.isPending || set.isPending} onClick={use}>
            {t('members.avatar.use')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
