import { randomBytes } from 'node:crypto'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { startHub } from './hub.ts'
import { findRecoverable, type Recoverable, recoverAccount } from './members/recovery.ts'
import { readConfig } from './platform/config.ts'
import { createLog } from './platform/log.ts'
import { startFailure } from './platform/startFailure.ts'

const usage = `Sets a new password for somebody of the secretariat, and reinstates them where they are suspended.

  npm run recover                       lists them and asks whom
  npm run recover -- lin@firm.example   makes up a password and prints it

On the embedded store the server must be stopped first; with MONGODB_URI it may run.`

const shortestPassword = 10

async function recover(wanted: string | undefined): Promise<void> {
  const config = readConfig(process.env)
  const running = await startHub(config, { log: createLog({ ...config, logLevel: 'error' }) })
  try {
    const people = await findRecoverable(running.hub)
    if (people.length === 0) throw new Error('Nobody of the secretariat has an account here.')
    const chosen = wanted === undefined ? await askWhom(people) : people.find((one) => isMeant(one, wanted))
    if (!chosen) throw new Error(`Nobody of the secretariat is called ${wanted}. There are:\n${listOf(people)}`)
    const own = wanted === undefined ? await askPassword() : ''
    const password = own || randomBytes(15).toString('base64url')
    await recoverAccount(running.hub, chosen, password)
    console.log(`\n${chosen.email} can sign in again${own ? '.' : ` with the password ${password}`}`)
    console.log('Every earlier session and access token of theirs has ended.')
  } finally {
    await running.close()
  }
}

const isMeant = ({ person, email }: Recoverable, wanted: string) =>
  person.id === wanted || email === wanted.trim().toLowerCase()

const listOf = (people: Recoverable[]) =>
  people
    .map(({ person, email }, n) => `  ${n + 1}  ${email}  ${person.name.zh || person.name.en}  ${person.state}`)
    .join('\n')

async function askWhom(people: Recoverable[]): Promise<Recoverable | undefined> {
  if (!process.stdin.isTTY) throw new Error(`Say who it is for:\n${listOf(people)}`)
  console.log(listOf(people))
  const number = await ask('Whose password is to be set? Number: ')
  return people[Number(number) - 1]
}

async function askPassword(): Promise<string> {
  for (;;) {
    const password = await ask('New password (leave empty and one is made up): ', true)
    if (password === '' || (password.length >= shortestPassword && password.length <= 128)) return password
    console.log(`A password has ${shortestPassword} to 128 characters.`)
  }
}

async function ask(question: string, isSecret = false): Promise<string> {
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: isSecret ? unseen : process.stdout, terminal: true })
  if (isSecret) process.stdout.write(question)
  const answer = await lines.question(question)
  lines.close()
  if (isSecret) process.stdout.write('\n')
  return answer.trim()
}

const [wanted] = process.argv.slice(2)
if (wanted === '--help' || wanted === '-h') console.log(usage)
else {
  await recover(wanted).catch((error: Error) => {
    const failure = startFailure(error)
    const hint = error.name === 'DataFolderInUse' ? ' Stop the server first.' : ''
    process.stderr.write(`${failure ? `${failure}${hint}` : error.message}\n`)
    process.exitCode = 1
  })
}
