import type { SignedPackage } from '#shared/decisions/package.shape.ts'
import { verdictSentences } from '#shared/decisions/reasons.ts'
import { fingerprintOf } from '#shared/decisions/signatures.ts'
import { pageTexts } from '#shared/decisions/verifierPage.texts.ts'
import type { Verification } from '#shared/decisions/verify.shape.ts'
import { reportTexts, verifyWords } from '#shared/decisions/verify.texts.ts'
import { findingSentence, unprovedSentence } from '#shared/decisions/verify.ts'
import type { Language } from '#shared/platform/language.shape.ts'
import { filled } from '#shared/platform/language.ts'

export type Word = keyof typeof pageTexts
export const word = (key: Word, language: Language, values: Record<string, string | number> = {}) =>
  filled(pageTexts[key][language], values)

/** An element with its text or its children. Text never becomes markup. */
export function part(tag: string, name: string, ...children: (Node | string)[]): HTMLElement {
  const element = document.createElement(tag)
  if (name) element.className = name
  element.append(...children)
  return element
}

const marks = { holds: '✓', fails: '✗', unknown: '?' }

/** What was found, and what could not be. */
export function reportOf({ pack, findings, unproved, isSound }: Verification, language: Language): HTMLElement[] {
  const verdict = part(
    'p',
    `verdict ${isSound ? 'holds' : 'fails'}`,
    reportTexts[isSound ? 'sound' : 'unsound'][language],
  )
  const rows = findings.map((finding) => {
    const mark = part('span', 'mark', marks[finding.state])
    mark.setAttribute('role', 'img')
    mark.setAttribute('aria-label', word(finding.state, language))
    return part('li', finding.state, mark, part('span', '', findingSentence(finding, pack, language)))
  })
  const checks = part('section', '', part('h2', '', word('checks', language)), part('ul', 'findings', ...rows))
  if (!pack) return [verdict, checks]
  const head = part(
    'h2',
    'subject',
    filled(reportTexts.head[language], { title: pack.terms.title, round: pack.terms.round }),
  )
  const cannot = part(
    'section',
    '',
    part('h2', '', reportTexts.unproved[language]),
    part('ul', '', ...unproved.map((one) => part('li', '', unprovedSentence(one, language)))),
  )
  return [head, verdict, checks, resultOf(pack, language), cannot]
}

function resultOf(pack: SignedPackage, language: Language): HTMLElement {
  const { result, declaration, file, root, signature } = pack
  const verdict = declaration?.verdict ?? result.verdict
  const sentences = verdict ? verdictSentences(verdict, language).map((sentence) => part('p', '', sentence)) : []
  const facts = part(
    'dl',
    '',
    part('dt', '', word('rootOfPackage', language)),
    part('dd', 'code', root),
    part('dt', '', word('fingerprint', language)),
    part('dd', 'code', fingerprintOf(signature.key)),
  )
  return part(
    'section',
    '',
    part('h2', '', word('result', language)),
    ...sentences,
    ...(result.awaits === 'dice' ? [part('p', '', word('awaitsDice', language))] : []),
    ...(result.votes ? votesTables(result.votes, language) : []),
    ...(result.count ? [stagesTable(result.count, language)] : []),
    facts,
    saveLink(file, language),
  )
}

type Votes = NonNullable<SignedPackage['result']['votes']>

const votesTables = (votes: Votes, language: Language) =>
  Object.entries(votes).map(([voterClass, { yes, no, abstain, invalid, present, entitled }]) =>
    table(
      [voterClass || verifyWords.everybody[language], word('votes', language)],
      [
        [verifyWords.yes[language], yes],
        [verifyWords.no[language], no],
        [verifyWords.abstain[language], abstain],
        [verifyWords.blank[language], invalid],
        [word('present', language), present],
        [word('entitled', language), entitled],
      ],
    ),
  )

function stagesTable(count: NonNullable<SignedPackage['result']['count']>, language: Language): HTMLElement {
  const { stages, elected } = count
  const names = Object.keys(stages[0]?.votes ?? {})
  const heads = [word('candidate', language), ...stages.map(({ number }) => word('stage', language, { number }))]
  const rows = names.map((name) => [name, ...stages.map(({ votes }) => votes[name] ?? '')])
  const rest = [word('exhausted', language), ...stages.map(({ exhausted }) => exhausted)]
  const joined = elected.map(({ name }) => name).join(language === 'zh' ? '、' : ', ')
  const line = joined ? [part('p', 'elected', word('elected', language, { names: joined }))] : []
  return part('div', '', ...line, table(heads, [...rows, rest]))
}

/** Wide ones scroll by themselves, also by the keyboard. */
function table(heads: string[], rows: (string | number)[][]): HTMLElement {
  const cells = rows.map(([head, ...figures]) => {
    const first = part('th', '', String(head))
    first.setAttribute('scope', 'row')
    return part('tr', '', first, ...figures.map((figure) => part('td', '', String(figure))))
  })
  const columns = heads.map((head) => {
    const cell = part('th', '', head)
    cell.setAttribute('scope', 'col')
    return cell
  })
  const frame = part(
    'div',
    'wide',
    part('table', '', part('thead', '', part('tr', '', ...columns)), part('tbody', '', ...cells)),
  )
  frame.tabIndex = 0
  frame.setAttribute('role', 'group')
  frame.setAttribute('aria-label', heads[0]!)
  return frame
}

function saveLink({ name, text }: SignedPackage['file'], language: Language): HTMLElement {
  const button = part('button', '', word('ballots', language, { name }))
  button.addEventListener('click', () => {
    const address = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
    Object.assign(document.createElement('a'), { href: address, download: name }).click()
    setTimeout(() => URL.revokeObjectURL(address), 10_000)
  })
  return button
}
