import { z } from 'zod'

/** What the build says of itself (`.vite/manifest.json`). */
const Manifest = z.record(
  z.string(),
  z.object({
    file: z.string(),
    name: z.string().optional(),
    isEntry: z.boolean().optional(),
    imports: z.array(z.string()).default([]),
    css: z.array(z.string()).default([]),
  }),
)
type Manifest = z.infer<typeof Manifest>

/** Pages that somebody may open first, and the build's name of what draws them. */
const pages: readonly [address: RegExp, name: string][] = [
  [/^\/rooms\/[\w.-]+$/, 'room'],
  [/^\/sign-in$/, 'SignInPage'],
]

/** What every page asks first. */
const questions = ['/api/cluster', '/api/session']
const early = questions.map((path) => `<link rel="preload" as="fetch" crossorigin href="${path}">`).join('')

/**
 * For an address: links to what its page needs besides the entry, so that it comes beside the entry instead of after it.
 * With them, what every page asks the hub.
 */
export function pageHints(manifest: string | undefined): (address: string) => string {
  const built = manifest ? Manifest.parse(JSON.parse(manifest)) : {}
  const hints = pages.map(([address, name]) => [address, hintsFor(built, name)] as const)
  return (address) => hints.find(([pattern]) => pattern.test(address))?.[1] ?? early
}

function hintsFor(built: Manifest, name: string): string {
  const first = Object.keys(built).find((key) => built[key]?.name === name)
  const files = [...(first ? neededBy(built, first) : [])]
  const scripts = files.map(({ file }) => `<link rel="modulepreload" crossorigin href="/${file}">`)
  const styles = files.flatMap(({ css }) =>
    css.map((file) => `<link rel="preload" as="style" crossorigin href="/${file}">`),
  )
  return [early, ...styles, ...scripts].join('')
}

/** All but what the page names by itself. */
function neededBy(built: Manifest, first: string): Set<Manifest[string]> {
  const files = new Set<Manifest[string]>()
  const visit = (key: string) => {
    const chunk = built[key]
    if (!chunk || chunk.isEntry || files.has(chunk)) return
    files.add(chunk)
    for (const imported of chunk.imports) visit(imported)
  }
  visit(first)
  return files
}
