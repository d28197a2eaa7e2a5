import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createInterface } from 'node:readline'
import { allowedCores } from './processFigures.ts'

const stopWithinMs = 15_000

/** Servers run on the first of two cores and the generator on the second; null where that cannot be arranged. */
export const cores = findCores()

function findCores(): { server: number; generator: number } | null {
  const [server, generator] = allowedCores()
  if (server === undefined || generator === undefined) return null
  return spawnSync('taskset', ['--version']).status === 0 ? { server, generator } : null
}

export interface Child {
  pid: number
  /** The first line it wrote, as JSON. */
  word: unknown
  /** Lets it end by itself, and makes sure. */
  stop(): Promise<void>
}

/** Starts a file of this folder with this very Node, and waits for its first line. Rejects with what it complained. */
export async function startChild(
  file: string,
  { args = [], flags = [], core }: { args?: string[]; flags?: string[]; core: 'server' | 'generator' },
): Promise<Child> {
  const node = [process.execPath, ...flags, new URL(file, import.meta.url).pathname, ...args]
  const [program, ...rest] = cores ? ['taskset', '-c', String(cores[core]), ...node] : node
  const child = spawn(program!, rest, { stdio: ['pipe', 'pipe', 'pipe'] })
  const stop = () => end(child)
  let complaints = ''
  child.stderr.on('data', (data) => {
    complaints = `${complaints}${data}`.slice(-2000)
  })
  const line = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve)
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}: ${complaints.trim()}`)))
  })
  return { pid: child.pid!, word: JSON.parse(line), stop }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), stopWithinMs)
  await gone
  clearTimeout(late)
}
