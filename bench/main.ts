import { tmpdir } from 'node:os'
import { parseArgs } from 'node:util'
import { conditionsOf } from './conditions.ts'
import { bare, type Contestant, elsewhere, ours, tokensIn } from './contestants.ts'
import { hasProcessFigures } from './processFigures.ts'
import { runRounds } from './rounds.ts'
import { type Scenario, scenarios } from './scenarios.ts'
import { runSearch } from './search.ts'
import { summarize } from './summary.ts'
import { asLine, asTable } from './table.ts'
import { runVote } from './vote.ts'

const usage = `npm run bench -- <scenario> [--json] [--seconds N] [--rounds N] [--voters N] [--folder DIR] [--profile DIR]
                [--url HOST:PORT --tokens FILE --room ID[,ID...] [--pid N]]

${scenarios.map(({ name, says }) => `  ${name.padEnd(8)} ${says}`).join('\n')}
  vote     2,000 voters in one vote within 10 seconds, named, confidential and secret; then the result
  search   questions to a hub of 2,000 messages and to one of 200,000, in turns

--json     ends with one line of JSON instead of a table
--seconds  how long each measurement lasts, after a third as long of warming up (default 8, of a vote 10)
--rounds   how often ours and the bare server take turns
--voters   how many vote (default 2000)
--folder   where the hub under test stores: on the disk whose fsync is to count (default: the temporary folder)
--profile  where each server leaves a CPU profile, for Chrome's developer tools
--url      a hub that runs already, with a file of personal access tokens, one a line, and rooms that their owners
           sit in; --pid, where it runs on this machine, adds its processor time and memory
`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    seconds: { type: 'string' },
    rounds: { type: 'string' },
    voters: { type: 'string', default: '2000' },
    folder: { type: 'string', default: tmpdir() },
    profile: { type: 'string' },
    url: { type: 'string' },
    tokens: { type: 'string' },
    room: { type: 'string' },
    pid: { type: 'string' },
  },
})

const say = (line: string) => (values.json ? console.error(line) : console.log(line))

if (positionals[0] === 'search') {
  const rounds = Number(values.rounds ?? 60)
  const figures = await runSearch({ folder: values.folder, sizes: [2_000, 200_000], rounds }, say)
  console.log(JSON.stringify(figures, null, values.json ? 0 : 2))
  process.exit(0)
}

if (positionals[0] === 'vote') {
  const seconds = Number(values.seconds ?? 10)
  const figures = await runVote(
    { folder: values.folder, profileFolder: values.profile, voters: Number(values.voters), seconds },
    say,
  )
  console.log(JSON.stringify(figures, null, values.json ? 0 : 2))
  process.exit(figures.isRight ? 0 : 1)
}

const where = { folder: values.folder, profileFolder: values.profile }

function hub(): Contestant {
  const { url, tokens, room, pid } = values
  if (!url) return ours(where)
  if (!tokens || !room) return giveUp('--url needs --tokens and --room')
  return elsewhere({ url, tokensFile: tokens, rooms: room.split(','), pid: pid ? Number(pid) : null })
}

/** A hub elsewhere has the people and rooms that it has. */
function fitting(scenario: Scenario): Scenario {
  if (!values.url) return scenario
  const [people, rooms] = [tokensIn(values.tokens!), values.room!.split(',').length]
  const variants = scenario.variants.map((variant) => ({
    ...variant,
    rooms,
    members: Math.min(variant.members, people),
  }))
  return { ...scenario, variants }
}

function giveUp(sentence: string): never {
  console.error(`${sentence}\n\n${usage}`)
  process.exit(2)
}

const found = scenarios.find(({ name }) => name === positionals[0])
if (!found) giveUp(positionals[0] ? `there is no scenario ${positionals[0]}` : 'which scenario?')
if (!hasProcessFigures()) giveUp('the figures of processes are read from /proc, which is only there on Linux')
const seconds = Number(values.seconds ?? 8)
const lengths = {
  seconds,
  warmUpSeconds: Math.min(4, seconds / 3),
  patienceMs: 15_000,
  rounds: Number(values.rounds ?? found.rounds),
}
const contestants = [hub(), bare(where)]
const scenario = fitting(found)
const conditions = conditionsOf(values.folder, lengths)
const showings = await runRounds({ variants: scenario.variants, contestants, lengths }, (showing) =>
  say(asLine(showing)),
)
const summary = summarize(scenario, showings, conditions)
console.log(values.json ? JSON.stringify(summary) : asTable(summary))
if (summary.missing > 0 || !summary.orderOk) process.exitCode = 1
