import { execFile } from 'node:child_process'
import { glob, stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { builtClient } from '#server/platform/httpPages.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Builds the client where no build is there, or one that is older than what it is made of. */
export async function setup(): Promise<void> {
  const built = await changedAt(`${builtClient}/index.html`)
  for await (const path of glob(['client/**/*.{ts,tsx,css,html}', 'shared/**/*.ts'], { cwd: root })) {
    const isShipped = !path.startsWith('client/dist/') && !path.includes('.test.')
    if (isShipped && (await changedAt(root + path)) > built) {
      return void (await promisify(execFile)('npm', ['run', 'build'], { cwd: root }))
    }
  }
}

const changedAt = (path: string) =>
  stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  )
