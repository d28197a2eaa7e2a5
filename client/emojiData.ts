import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Plugin } from 'vite'

const files = ['zh', 'en'].flatMap((language) => ['data', 'messages'].map((name) => `${language}/${name}.json`))

/** Serves the emoji's names and order from this house, below `/emoji`, where the picker would ask a stranger's server. */
export function emojiData(): Plugin {
  const { resolve } = createRequire(import.meta.url)
  const read = (file: string) => readFileSync(resolve(`emojibase-data/${file}`))
  return {
    name: 'emoji-data',
    generateBundle() {
      for (const file of files) this.emitFile({ type: 'asset', fileName: `emoji/${file}`, source: read(file) })
    },
    configureServer({ middlewares }) {
      middlewares.use('/emoji', (request, response, next) => {
        const file = files.find((name) => request.url === `/${name}`)
        if (!file) return next()
        response.setHeader('content-type', 'application/json')
        response.end(read(file))
      })
    },
  }
}
