import { Stack } from '@mantine/core'
import { useText } from '#client/i18n.ts'
import type { ShapeForm } from '#client/platform/useShapeForm.ts'
import { BilingualInput } from '#client/ui/BilingualInput.tsx'
import { ColourField } from './ColourField.tsx'
import { LogoInput } from './LogoInput.tsx'
import { dataAddressOf } from './logo.ts'
import { TimeZoneSelect } from './TimeZoneSelect.tsx'

interface ClusterValues {
  colour: string
  logo: string | null
}

interface Props<Values extends ClusterValues> {
  form: ShapeForm<Values>
  /** Address of the logo that the cluster has now, below `/api`. */
  presentLogo?: string | null
}

/** How the cluster is called and looks. */
export function ClusterFields<Values extends ClusterValues>({ form, presentLogo = null }: Props<Values>) {
  const { t } = useText()
  const { logo, colour } = form.values
  return (
    <Stack>
      <BilingualInput form={form} path="name" legend={t('members.cluster.name')} />
      <ColourField value={colour} onChange={(chosen) => form.set('colour', chosen)} error={form.errorOf('colour')} />
      <LogoInput shown={shownLogo(logo, presentLogo)} onChange={(chosen) => form.set('logo', chosen)} />
      <TimeZoneSelect {...form.field('timeZone')} />
    </Stack>
  )
}

function shownLogo(logo: string | null, presentLogo: string | null): string | null {
  if (logo === 'keep') return presentLogo && `/api${presentLogo}`
  return logo && dataAddressOf(logo)
}
