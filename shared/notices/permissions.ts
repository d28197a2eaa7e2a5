import { type Actor, isMember } from '#shared/platform/actor.ts'

/** Notices are everybody's own: who asks decides whose they are. */
export const noticePermissions = {
  'notice.read': (actor: Actor, _: object) => isMember(actor),
  'notice.readAll': (actor: Actor, _: object) => isMember(actor),
}

export const noticeQueryPermissions = {
  'notices.list': (actor: Actor) => isMember(actor),
  'notices.count': (actor: Actor) => isMember(actor),
}
