import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { announce } from './announce.ts'
import { openHub } from './hubOnFolder.ts'

/** The true hub over its embedded store, started afresh on a folder that `seed.ts` has filled. */
async function main(): Promise<void> {
  const folder = process.argv[2]!
  const app = await openHub(folder)
  process.once('SIGTERM', () => {
    app.close().then(() => process.exit(0), giveUp)
  })
  const rooms = JSON.parse(await readFile(join(folder, 'rooms'), 'utf8')) as string[]
  announce({ port: app.port, tokensFile: join(folder, 'tokens'), rooms, folder })
}

function giveUp(error: unknown): never {
  console.error(error)
  process.exit(1)
}

main().catch(giveUp)
