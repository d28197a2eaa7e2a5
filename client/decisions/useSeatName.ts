import { useText } from '#client/i18n.ts'
import { useMe } from '#client/members/me.store.ts'
import { useOrganisations, usePeopleById } from '#client/members/people.store.ts'

/** What a seat of a roll is called: oneself, a person, or an organisation. */
export function useSeatName(): (seat: string) => string {
  const { t, bi } = useText()
  const { person } = useMe()
  const people = usePeopleById()
  const organisations = useOrganisations()
  return (seat) => {
    if (seat === person.id) return t('decisions.seat.own')
    const found = people.get(seat) ?? organisations.find(({ id }) => id === seat)
    return found ? bi(found.name) : t('rooms.formerMember')
  }
}
