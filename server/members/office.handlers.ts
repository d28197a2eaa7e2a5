import type { LogHandler } from '#server/platform/handler.ts'
import { causeOf } from '#shared/causes.ts'
import { seatsAtHandover } from '#shared/members/office.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { changed } from './roll.ts'

export const takeOffice: LogHandler<'person.takeOffice'> = {
  subject: () => ({}),
  decide({ input: { offices }, room, seq }) {
    const changes = seatsAtHandover(room.all('person'), offices).map(({ person, seats, isElected }) => {
      const cause = causeOf(isElected ? 'members.elected' : 'members.termEnded')
      return changed('person.seated', room.find('person', person)!, { seats, reason: '', cause })
    })
    // The secretariat has seated them by hand already.
    if (changes.length === 0) throw new Refusal('already_done', 'platform.wrongState')
    return { changes, answer: { seq } }
  },
}
