import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildCluster } from '#server/testing/factories.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

async function manifestIn(language: string) {
  const response = await fetch(`${app.url}/manifest.webmanifest`, { headers: { 'accept-language': language } })
  expect(response.headers.get('content-type')).toContain('application/manifest+json')
  return response.json()
}

test('a device installs the hub under the name of its cluster, in its own language', async () => {
  expect(await manifestIn('zh-CN')).toMatchObject({ name: 'Chandelier', display: 'standalone', start_url: '/' })
  await buildCluster(app)
  const { name } = (await app.hub.rooms.view('cluster'))!.find('cluster', 'cluster')!
  expect(await manifestIn('zh-CN,zh;q=0.9')).toMatchObject({ name: name.zh, lang: 'zh-CN' })
  expect(await manifestIn('en-GB')).toMatchObject({ name: name.en, lang: 'en' })
})
