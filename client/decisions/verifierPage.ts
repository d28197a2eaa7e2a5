import { verifyPackage } from '#shared/decisions/verify.shape.ts'
import type { Language } from '#shared/platform/language.shape.ts'
import { part, reportOf, type Word, word } from './verifierParts.ts'

const largestMb = 50

interface Held {
  language: Language
  /** The text of each file, as it was read or pasted; null for none. */
  package: string | null
  receipt: string
  root: string
}

const held: Held = { language: navigator.language.startsWith('zh') ? 'zh' : 'en', package: null, receipt: '', root: '' }

const say = (key: Word, values?: Record<string, string | number>) => word(key, held.language, values)

/** Every text of the frame, to be said again in the other language. */
const spoken: (() => void)[] = []
function spokenPart(tag: string, key: Word): HTMLElement {
  const element = part(tag, '')
  const speak = () => {
    element.textContent = say(key)
  }
  spoken.push(speak)
  speak()
  return element
}

const report = part('div', 'report')
report.setAttribute('aria-live', 'polite')

/** Checks are numbered, so that a slow one does not come after a later one. */
let turn = 0
async function check(): Promise<void> {
  turn += 1
  const own = turn
  if (held.package === null) return
  report.replaceChildren(part('p', '', say('working')))
  const shown = await reportNow(held)
  if (own === turn) report.replaceChildren(...shown)
}

async function reportNow({ package: text, receipt, root, language }: Held): Promise<HTMLElement[]> {
  try {
    const raw = parsed(text ?? '')
    const verification = await verifyPackage({
      raw,
      ...(receipt.trim() ? { receipt: parsed(receipt) } : {}),
      ...(root.trim() ? { root } : {}),
    })
    return reportOf(verification, language)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return [part('p', 'verdict fails', say('notJson', { found: error.message }))]
  }
}

const parsed = (text: string): unknown => JSON.parse(text.replace(/^\ufeff/, ''))

async function take(file: File | undefined, name: 'package' | 'receipt'): Promise<void> {
  if (!file) return
  if (file.size > largestMb * 1_000_000) {
    report.replaceChildren(part('p', 'verdict fails', say('tooLarge', { limit: largestMb })))
    return
  }
  held[name] = await file.text()
  if (name === 'receipt') receiptText.value = held.receipt
  await check()
}

/** The browser's own chooser speaks its own language and forgets to tell when the same name is chosen again. */
function chooser(name: 'package' | 'receipt'): HTMLElement {
  const input = document.createElement('input')
  Object.assign(input, { type: 'file', accept: '.json,application/json', className: 'unseen' })
  input.setAttribute('aria-labelledby', name)
  const chosen = part('span', 'chosen')
  input.addEventListener('change', () => {
    const file = input.files?.[0]
    chosen.textContent = file?.name ?? ''
    void take(file, name).then(() => {
      input.value = ''
    })
  })
  return part('p', '', part('label', 'choose', input, spokenPart('span', 'choose')), chosen)
}

function field(id: string, key: Word, ...inner: Node[]): HTMLElement {
  const label = spokenPart('h2', key)
  label.id = id
  return part('section', 'field', label, ...inner)
}

const receiptText = document.createElement('textarea')
Object.assign(receiptText, { rows: 4, spellcheck: false })
receiptText.setAttribute('aria-labelledby', 'receipt')
receiptText.addEventListener('input', () => {
  held.receipt = receiptText.value
  void check()
})

const rootText = document.createElement('input')
Object.assign(rootText, { type: 'text', spellcheck: false, autocomplete: 'off' })
rootText.setAttribute('aria-labelledby', 'root')
rootText.addEventListener('input', () => {
  held.root = rootText.value
  void check()
})

const languageButton = spokenPart('button', 'language')
languageButton.addEventListener('click', () => speakIn(held.language === 'zh' ? 'en' : 'zh'))

function speakIn(language: Language): void {
  held.language = language
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  document.title = say('title')
  for (const speak of spoken) speak()
  void check()
}

const drop = field('package', 'package', spokenPart('p', 'packageHint'), chooser('package'))
addEventListener('dragover', (event) => event.preventDefault())
addEventListener('drop', (event) => {
  event.preventDefault()
  void take(event.dataTransfer?.files[0], 'package')
})

document.body.replaceChildren(
  part(
    'main',
    '',
    part('header', '', spokenPart('h1', 'title'), languageButton),
    spokenPart('p', 'lead'),
    drop,
    report,
    field('receipt', 'receipt', spokenPart('p', 'receiptHint'), chooser('receipt'), receiptText),
    field('root', 'root', rootText),
  ),
)
speakIn(held.language)
