import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { testEnvironment } from './testApp.ts'

const script = fileURLToPath(new URL('./hubChild.ts', import.meta.url))

/** The true app in a process of its own, so that it can be killed. */
export interface HubProcess {
  url: string
  isAlive(): boolean
  /** What the app logged at warn or above, and what its process said when it broke. */
  complaints(): string
  /** Erases what is older than rooms keep it, as its clock does now and then. */
  retain(): void
  /** SIGKILL: nothing is finished, nothing is said. Resolves once the process is gone. */
  kill(): Promise<void>
  /** Lets the process do what it was told to do on that signal. */
  signal(signal: NodeJS.Signals): void
  /** SIGTERM, and the app's own way of stopping. */
  stop(): Promise<void>
}

/** A process that has loaded the app and waits to be told on which data to start, and with CLOCK_AHEAD_MS in what time. */
export interface ReadyProcess {
  start(env: Record<string, string>): Promise<HubProcess>
  kill(): Promise<void>
}

/** Many processes, one after the other, load faster where they share a folder for compiled code; `options` are Node's. */
export function prepareHubProcess(compiled?: string, options?: string): ReadyProcess {
  const env = {
    ...process.env,
    ...(compiled ? { NODE_COMPILE_CACHE: compiled } : {}),
    ...(options ? { NODE_OPTIONS: options } : {}),
  }
  const child = fork(script, { execArgv: [], env, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  const complaints: Buffer[] = []
  child.stderr!.on('data', (chunk: Buffer) => complaints.push(chunk))
  const gone = once(child, 'exit')
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal)
    await gone
  }
  return {
    kill: () => end('SIGKILL'),
    async start(env) {
      child.send({ ...testEnvironment, ...env })
      const port = await Promise.race([
        portOf(child),
        gone.then(() => Promise.reject(new Error(`hub did not start: ${Buffer.concat(complaints)}`))),
      ])
      return {
        url: `http://127.0.0.1:${port}`,
        isAlive: () => child.exitCode === null && child.signalCode === null,
        complaints: () => Buffer.concat(complaints).toString(),
        retain: () => void child.send('retain'),
        kill: () => end('SIGKILL'),
        signal: (signal) => void child.kill(signal),
        stop: () => end('SIGTERM'),
      }
    },
  }
}

async function portOf(child: ChildProcess): Promise<number> {
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  return port
}
