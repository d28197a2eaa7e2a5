import { Button, Group } from '@mantine/core'
import { useText } from '#client/i18n.ts'
import type { ShapeForm } from '#client/platform/useShapeForm.ts'
import { FormRefusal } from './FormRefusal.tsx'

/** The end of a form on a page: what the hub says to it, and the button that saves it. */
export function FormEnd<Values>({ form }: { form: Pick<ShapeForm<Values>, 'refusal' | 'isPending'> }) {
  const { t } = useText()
  return (
    <>
      <FormRefusal refusal={form.refusal} />
      <Group>
        <Button type="submit" loading={form.isPending}>
          {t('platform.save')}
        </Button>
      </Group>
    </>
  )
}
