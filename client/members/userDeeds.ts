import { notifications } from '@mantine/notifications'
import { showIn, textOf } from '#client/i18n.ts'
import { useCommand } from '#client/platform/useCommand.ts'
import type { Language } from '#shared/platform/language.shape.ts'
import { signOut, useMe } from './me.store.ts'

/** Here at once; in the profile too, so that mails and other devices follow. */
export function useLanguageChoice() {
  const { person } = useMe()
  const { run } = useCommand('person.describe')
  return (language: Language) => {
    showIn(language)
    const { name, title, timeZone } = person
    if (language !== person.language) void run({ person: person.id, profile: { name, title, timeZone, language } })
  }
}

export const signOutOrSay = () =>
  signOut().catch(() => notifications.show({ color: 'red', message: textOf('members.signOut.failed') }))
