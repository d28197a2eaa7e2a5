import { gzipSync } from 'node:zlib'
import type { Plugin, Rolldown } from 'vite'

/**
 * Prints what a browser fetches before the given page (path below the client's root) can show: the entry, the page's
 * chunk, all that they import statically, and their style sheets, each gzipped.
 */
export function firstLoad(page: string): Plugin {
  return {
    name: 'first-load',
    apply: 'build',
    writeBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
      const first = chunks.filter((chunk) => chunk.isEntry || chunk.moduleIds.some((id) => id.endsWith(`/${page}`)))
      const files = filesOf(first, bundle)
      const sizes = [...files].map((name) => ({ name, kilobytes: gzippedKilobytes(bundle[name]) }))
      const sum = (ending: string) =>
        sizes.filter(({ name }) => name.endsWith(ending)).reduce((total, { kilobytes }) => total + kilobytes, 0)
      const [scripts, styles] = [sum('.js'), sum('.css')]
      const largest = sizes.toSorted((a, b) => b.kilobytes - a.kilobytes)
      for (const { name, kilobytes } of largest) this.info(`${kilobytes.toFixed(1).padStart(7)} kB  ${name}`)
      this.info(
        `First load of ${page}: ${scripts.toFixed(1)} kB of scripts and ${styles.toFixed(1)} kB of styles, gzipped, in ${sizes.length} files`,
      )
    },
  }
}

function filesOf(chunks: Rolldown.OutputChunk[], bundle: Rolldown.OutputBundle): Set<string> {
  const files = new Set<string>()
  const visit = (chunk: Rolldown.OutputChunk) => {
    if (files.has(chunk.fileName)) return
    files.add(chunk.fileName)
    for (const style of chunk.viteMetadata?.importedCss ?? []) files.add(style)
    for (const name of chunk.imports) {
      const imported = bundle[name]
      if (imported?.type === 'chunk') visit(imported)
    }
  }
  for (const chunk of chunks) visit(chunk)
  return files
}

function gzippedKilobytes(file: Rolldown.OutputBundle[string] | undefined): number {
  if (!file) return 0
  return gzipSync(file.type === 'chunk' ? file.code : file.source).byteLength / 1000
}
