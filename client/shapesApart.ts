import { readFile } from 'node:fs/promises'
import { type Plugin, parseSync, transformWithOxc } from 'vite'

const mark = '?shapes'
/** What a page with a form imports. */
const roots = /^#shared\/(\w+\/)?(contract|fields|account)\.ts$/

/**
 * In `shared/` a thing's shape stands beside its rules. The first page needs the rules alone; zod, which the shapes are
 * made of, is worth a tenth of it. A module cannot be cut in two, so the build makes two: what a form imports and all
 * below it is left whole (`?shapes`); everywhere else the shapes, which are what has a capital, are taken out.
 * Who imports a shape from elsewhere does not build.
 */
export function shapesApart(): Plugin {
  return {
    name: 'shapes-apart',
    apply: 'build',
    enforce: 'pre',
    async resolveId(source, importer = '') {
      const isRoot = roots.test(source) && importer.includes('/client/')
      const isBelow = importer.endsWith(mark) && /^(#shared|\.)\//.test(source)
      if (!isRoot && !isBelow) return null
      const found = await this.resolve(source, importer.replace(mark, ''), { skipSelf: true })
      return found && found.id + mark
    },
    async load(id) {
      if (!/\/shared\/[\w/]+\.ts(\?shapes)?$/.test(id)) return null
      const code = await readFile(id.replace(mark, ''), 'utf8')
      if (id.endsWith(mark)) return { code, moduleType: 'ts' }
      // As TypeScript does by itself: what was imported for the shapes only is not imported any more.
      const options = { lang: 'ts', tsconfig: false, typescript: { onlyRemoveTypeImports: false } } as const
      return { code: (await transformWithOxc(withoutShapes(code), id, options)).code, moduleType: 'js' }
    },
  }
}

/** The module without its `export const Capitalised = ...`; types stay, whoever reads them is gone before they matter. */
export function withoutShapes(code: string): string {
  const { program } = parseSync('shared.ts', code)
  const shapes = program.body.filter(
    (statement) =>
      statement.type === 'ExportNamedDeclaration' &&
      statement.declaration?.type === 'VariableDeclaration' &&
      statement.declaration.declarations.every(({ id }) => id.type === 'Identifier' && /^[A-Z]/.test(id.name)),
  )
  return shapes.reduceRight((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), code)
}
