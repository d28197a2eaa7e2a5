import '#client/ui/mantineLate.ts'
import { DataList } from '@mantine/core'
import { useText } from '#client/i18n.ts'
import { timeText } from '#client/platform/moments.ts'
import { reasonIn } from '#shared/causes.ts'
import type { Person } from '#shared/members/person.shape.ts'
import { useOrganisation } from './people.store.ts'

/** What every member may know of a person, line by line. */
export function PersonFacts({ person }: { person: Person }) {
  const { t, bi, language } = useText()
  const organisation = useOrganisation(person.organisation)
  const facts: [string, string][] = [
    [t('members.organisation'), organisation ? bi(organisation.name) : ''],
    [t('members.title'), bi(person.title)],
    [t('platform.language'), t(`language.self.${person.language}`)],
    [t('members.localTime'), `${timeText(Date.now(), { language, timeZone: person.timeZone })} (${person.timeZone})`],
    [t('members.state'), t(`members.state.${person.state}`)],
    [t('platform.reason'), reasonIn(person, language)],
  ]
  return (
    <DataList orientation="vertical" size="sm">
      {facts
        .filter(([, fact]) => fact !== '')
        .map(([name, fact]) => (
          <DataList.Item key={name}>
            <DataList.ItemLabel>{name}</DataList.ItemLabel>
            <DataList.ItemValue>{fact}</DataList.ItemValue>
          </DataList.Item>
        ))}
    </DataList>
  )
}
