import type { Store } from '#server/platform/store.ts'
import { notices } from './notice.model.ts'
import { pushSubscriptions } from './push.model.ts'
import { noticeSettings, roomTunings } from './settings.model.ts'
import { noticeTurns } from './turn.model.ts'

/** Everything by which somebody was told: notices, devices, wishes and what was still to come. */
export async function forgetTellingOf(store: Store, person: string): Promise<void> {
  await Promise.all([
    notices(store).deleteMany({ person }),
    pushSubscriptions(store).deleteMany({ person }),
    roomTunings(store).deleteMany({ person }),
    noticeTurns(store).deleteMany({ person }),
    noticeSettings(store).deleteOne({ _id: person }),
  ])
}
