import { type Actor, isMember } from '#shared/platform/actor.ts'

/** Notices are everybody's own: who asks decides whose they are. */
export const noticePermissions = {
  'notice.read': (actor: Actor, _: object) => isMember(actor),
  'notice.readAll': (actor: Actor, _: object) => isMember(actor),
  'notice.settle': (actor: Actor, _: object) => isMember(actor),
  'push.subscribe': (actor: Actor, _: object) => isMember(actor),
  'push.unsubscribe': (actor: Actor, _: object) => isMember(actor),
  // The token says whose mails end.
  'notice.unsubscribe': () => true,
}

export const noticeQueryPermissions = {
  'notices.list': (actor: Actor) => isMember(actor),
  'notices.count': (actor: Actor) => isMember(actor),
  'push.key': (actor: Actor) => isMember(actor),
  'notices.settings': (actor: Actor) => isMember(actor),
}
