import { spawnSync } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { temporaryFolder } from './testing/testServer.ts'

const program = fileURLToPath(new URL('main.ts', import.meta.url))
const folder = temporaryFolder()

function complaintOf(...given: string[]): string {
  const { status, stderr } = spawnSync(process.execPath, [program, ...given], { encoding: 'utf8' })
  expect(status).toBe(1)
  return stderr.trim()
}

test.each([
  [[], /^--data is missing \(.*\)$/],
  [['--data', folder, '--port', 'abc'], /^--port abc: a port is a number from 0 to 65535 \(.*\)$/],
  [['--data', folder, '--port', '99999'], /^--port 99999: a port is a number from 0 to 65535 \(.*\)$/],
  [['--data', folder, '--prot', '1'], /^Unknown option '--prot'.*$/],
])('%j is answered with one line', (given, line) => {
  expect(complaintOf(...given)).toMatch(line)
})

test('a taken port is told of in one line', async () => {
  const holder = createServer()
  await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve))
  const { port } = holder.address() as { port: number }
  expect(complaintOf('--data', folder, '--port', String(port))).toMatch(/^listen EADDRINUSE: .*$/)
  holder.close()
})
