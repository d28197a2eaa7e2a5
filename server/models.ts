import { decisions } from './decisions/decision.model.ts'
import { elections, nominations } from './decisions/election.model.ts'
import { eraseDecision } from './decisions/erasing.ts'
import { eraseNomination, nominationErasedBy } from './decisions/nomination.handlers.ts'
import { clusters } from './members/cluster.model.ts'
import { erasePerson, personErasedBy } from './members/departure.handlers.ts'
import { imports } from './members/import.model.ts'
import { organisations } from './members/organisation.model.ts'
import { people } from './members/person.model.ts'
import { eraseProfile, profiles } from './members/profile.model.ts'
import type { ReadModels, ThingCollections } from './platform/readModels.ts'
import { hooks } from './rooms/hook.model.ts'
import { eraseMessage, messageErasedBy } from './rooms/message.handlers.ts'
import { messages, reactions } from './rooms/message.model.ts'
import { paces, reports, reviews, wordLists } from './rooms/moderation.model.ts'
import { pins } from './rooms/pin.model.ts'
import { eraseReport } from './rooms/report.handlers.ts'
import { eraseReview } from './rooms/review.handlers.ts'
import { rooms, seats } from './rooms/room.model.ts'

/** Where the things of each kind are kept for reading: a kind without a collection does not compile. */
export const thingCollections: ThingCollections = {
  cluster: clusters,
  organisation: organisations,
  person: people,
  profile: profiles,
  import: imports,
  room: rooms,
  seat: seats,
  message: messages,
  reaction: reactions,
  hook: hooks,
  pin: pins,
  pace: paces,
  wordList: wordLists,
  review: reviews,
  report: reports,
  decision: decisions,
  election: elections,
  nomination: nominations,
}

export const readModels: ReadModels = {
  collections: thingCollections,
  erasers: {
    person: erasePerson,
    profile: eraseProfile,
    message: eraseMessage,
    review: eraseReview,
    report: eraseReport,
    nomination: eraseNomination,
    decision: eraseDecision,
  },
  erasedBy(event, item) {
    if (event === 'decision.erased') return { kind: 'decision', id: item.id }
    if (event === 'review.filed') return { kind: 'review', id: item.id }
    if (event === 'report.forgotten') return { kind: 'report', id: item.id }
    return messageErasedBy(event, item) ?? personErasedBy(event, item) ?? nominationErasedBy(event, item)
  },
}
