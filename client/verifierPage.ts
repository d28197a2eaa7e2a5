import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Rolldown } from 'vite'
import { build, type Plugin } from 'vite'
import { pageTexts } from '#shared/decisions/verifierPage.texts.ts'

const pathOf = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/**
 * Builds `verify.html`: one file that checks a sealed vote, opened from wherever it lies. Its own policy lets it run what is
 * in it and nothing else, and ask nobody anything.
 */
export function verifierPage(): Plugin {
  return {
    name: 'verifier-page',
    apply: 'build',
    async writeBundle({ dir }) {
      const [script, style] = await Promise.all([builtScript(), readFile(pathOf('decisions/verifierPage.css'), 'utf8')])
      await writeFile(`${dir}/verify.html`, pageOf(script, style))
    },
  }
}

async function builtScript(): Promise<string> {
  const built = (await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'es2023',
      lib: {
        entry: pathOf('decisions/verifierPage.ts'),
        formats: ['iife'],
        name: 'verifier',
        fileName: () => 'verifier.js',
      },
    },
  })) as Rolldown.RolldownOutput[]
  const [chunk] = built[0]!.output
  // An end tag within a string would end the script.
  return chunk.code.replaceAll('</script', '<\\/script')
}

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

function pageOf(script: string, style: string): string {
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  const { title, needsScript } = pageTexts
  return [
    '<!doctype html>',
    '<html lang="zh-CN">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="content-security-policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${title.zh} · ${title.en}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    `<noscript>${needsScript.zh} ${needsScript.en}</noscript>`,
    `<script>${script}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n')
}
