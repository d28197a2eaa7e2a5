import { useForm } from '@mantine/form'
import { type FormEvent, useEffect, useRef } from 'react'
import type { z } from 'zod'
import { useText } from '#client/i18n.ts'
import type { Refusal } from '#shared/platform/refusal.ts'
import { sentence } from '#shared/refusals.ts'
import { draftOf, dropDraft, keepDraft } from './draft.ts'
import { type FieldErrors, fieldErrors } from './fieldErrors.ts'
import type { Deed } from './useDeed.ts'

type InputProps = ReturnType<ReturnType<typeof useForm<object>>['getInputProps']>

export interface ShapeForm<Values> {
  values: Values
  /** Props for an input: value, change, and the error as a sentence in the present language. */
  field(path: string): InputProps & { error: string | null }
  /** The error alone, for what is not one input. */
  errorOf(path: string): string | null
  set(path: string, value: unknown): void
  reset(): void
  isDirty: boolean
  isPending: boolean
  refusal: Refusal | null
  /** Spread on the `<form>`. */
  props: { onSubmit(event: FormEvent<HTMLFormElement>): void; noValidate: true; ref: React.Ref<HTMLFormElement> }
}

interface Options<Values, Out> {
  shape: z.ZodType
  deed: Deed<Values, Out>
  initial: Values
  onDone(output: Out): void
  draft?: string
}

/** A form over a zod shape: checked on submit, kept on refusal, the first wrong field focused. */
export function useShapeForm<Values, Out>(options: Options<Values, Out>): ShapeForm<Values> {
  const { shape, deed, initial, onDone, draft } = options
  const { language } = useText()
  const element = useRef<HTMLFormElement>(null)
  const form = useForm<object, object, (values: object) => FieldErrors>({
    initialValues: { ...(initial as object), ...(draft ? draftOf(draft) : {}) },
    validate: (values: object) => fieldErrors(shape, values),
    ...(draft ? { onValuesChange: (values: object) => keepDraft(draft, values) } : {}),
  })
  const { setErrors } = form
  useEffect(() => {
    if (deed.refusal?.details.fields) setErrors(deed.refusal.details.fields)
  }, [deed.refusal, setErrors])
  useFirstWrongField(element, form.errors)

  const errorOf = (path: string) => (form.errors[path] ? sentence(String(form.errors[path]), language) : null)
  const submit = form.onSubmit(async (values) => {
    const output = await deed.run(values as Values)
    if (output === undefined) return
    if (draft) dropDraft(draft)
    onDone(output)
  })
  return {
    values: form.values as Values,
    field: (path) => ({ ...form.getInputProps(path), error: errorOf(path) }),
    errorOf,
    set: (path, value) => form.setFieldValue(path, value as never),
    reset: form.reset,
    isDirty: form.isDirty(),
    isPending: deed.isPending,
    refusal: deed.refusal,
    props: { onSubmit: submit, noValidate: true, ref: element },
  }
}

/** Takes the keyboard to the first field that a submit found wrong; later corrections leave it where it is. */
function useFirstWrongField(element: React.RefObject<HTMLFormElement | null>, errors: object) {
  const count = Object.keys(errors).length
  const before = useRef(0)
  useEffect(() => {
    if (count > before.current) element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
    before.current = count
  }, [count, element])
}
