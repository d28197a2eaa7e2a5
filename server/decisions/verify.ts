import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { fingerprintOf } from '#shared/decisions/signatures.ts'
import { type Verification, verifyPackage } from '#shared/decisions/verify.shape.ts'
import { reportTexts } from '#shared/decisions/verify.texts.ts'
import { findingSentence, unprovedSentence } from '#shared/decisions/verify.ts'
import { filled } from '#shared/platform/language.ts'

const usage = `npm run verify -- PACKAGE [options]

Checks the sealed package of a vote without asking anybody: its signature, its leaves and their root, and the count.

  --receipt FILE    also look for the ballot of this receipt
  --root HEX        the root as it stands in the minutes
  --lang zh|en      language of the report (default: en)
  --json            for programs: see docs/counting.md`

const options = {
  receipt: { type: 'string' },
  root: { type: 'string' },
  lang: { type: 'string', default: 'en' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

const marks = { holds: '✓', fails: '✗', unknown: '?' }

/** A file that cannot be read: told in one sentence. */
class Unreadable extends Error {}

async function main(): Promise<void> {
  const { values, positionals } = argumentsGiven()
  const [file] = positionals
  if (values.help || !file) {
    process.stdout.write(`${usage}\n`)
    if (!values.help) process.exitCode = 2
    return
  }
  try {
    const raw = await readJson(file)
    const receipt = values.receipt === undefined ? undefined : await readJson(values.receipt)
    const verification = await verifyPackage({ raw, receipt, root: values.root })
    const language = values.lang === 'zh' ? 'zh' : 'en'
    const report = values.json ? reportForPrograms(verification) : reportForPeople(verification, language)
    process.stdout.write(`${report}\n`)
    if (!verification.isSound) process.exitCode = 1
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}

function argumentsGiven() {
  try {
    return parseArgs({ options, allowPositionals: true })
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${usage}\n`)
    process.exit(2)
  }
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) throw new Unreadable(`${file}: this is not JSON: ${error.message}`)
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw new Unreadable(`${file}: there is no such file`)
    if (code === 'EISDIR') throw new Unreadable(`${file}: this is a folder`)
    throw error
  }
}

function reportForPeople({ pack, findings, unproved, isSound }: Verification, language: 'zh' | 'en'): string {
  const head = pack ? filled(reportTexts.head[language], { title: pack.terms.title, round: pack.terms.round }) : ''
  return [
    ...(head ? [head, ''] : []),
    ...findings.map((finding) => `${marks[finding.state]} ${findingSentence(finding, pack, language)}`),
    '',
    reportTexts[isSound ? 'sound' : 'unsound'][language],
    ...(unproved.length > 0 ? ['', reportTexts.unproved[language]] : []),
    ...unproved.map((one) => `- ${unprovedSentence(one, language)}`),
  ].join('\n')
}

function reportForPrograms({ pack, findings, unproved, isSound }: Verification): string {
  const told = findings.map(({ state, key, values = {}, ballot }) => ({
    check: key,
    state,
    ...values,
    ...(ballot ? { ballot } : {}),
  }))
  const of = pack && {
    kind: pack.kind,
    decision: pack.terms.decision,
    round: pack.terms.round,
    root: pack.root,
    fingerprint: fingerprintOf(pack.signature.key),
  }
  return JSON.stringify({ isSound, ...of, findings: told, unproved: unproved.map(({ key }) => key) }, null, 2)
}

await main()
