import { expect, test } from 'vitest'
import { change } from '#server/platform/handler.ts'
import { appOn } from '#server/testing/apps.ts'
import { buildCluster, buildLounge, buildPeople, writeFacts } from '#server/testing/factories.ts'
import { connectMember } from '#server/testing/member.ts'
import { everyDocument } from '#server/testing/storeBytes.ts'
import { until } from '#server/testing/until.ts'
import { clusterRoom } from '#shared/members/person.ts'
import { usualSettings } from '#shared/notices/settings.ts'
import { mentionOf } from '#shared/rooms/message.ts'

test('of a former member neither notices nor settings nor devices are kept', async () => {
  const app = await appOn()
  await buildCluster(app)
  const [leaver, author] = (await buildPeople(app, [{}, {}])) as [string, string]
  const room = await buildLounge(app, { members: [leaver, author] })
  const [going, staying] = await Promise.all([connectMember(app, leaver), connectMember(app, author)])
  await going.send('notice.settle', { ...usualSettings, mail: 'hourly' })
  await going.send('room.tune', { room, level: 'all', snoozedUntil: null })
  await going.send('push.subscribe', { endpoint: 'https://push.example/1', p256dh: 'abc', auth: 'abc' })
  await staying.send('message.post', { room, text: `hello ${mentionOf('L', leaver)}` })
  const kept = async () =>
    (await everyDocument(app.hub)).filter((row) => /^(notice|roomTuning|push)/.test(row) && row.includes(leaver)).length
  await until(async () => (await kept()) >= 5)
  const person = (await app.hub.rooms.view(clusterRoom))!.find('person', leaver)!
  await writeFacts(app, clusterRoom, [change('person.departed', person)])
  await until(async () => (await kept()) === 0)
  expect((await staying.ask('notices.count', {})).unread).toBe(0)
  going.leave()
  staying.leave()
})
