import { readElectionJson } from '#shared/decisions/ballotJson.shape.ts'
import type { Election } from '#shared/decisions/ballots.ts'
import { readBlt } from '#shared/decisions/blt.ts'
import { readBallotCsv } from './ballotCsv.ts'

/** Reads ballots by what the file's name ends in: `.csv`, `.json`, and BLT for everything else. Throws a FileFault. */
export function readBallotFile(name: string, bytes: Uint8Array): Election {
  const text = textOf(bytes)
  if (/\.csv$/i.test(name)) return readBallotCsv(text)
  if (/\.json$/i.test(name) || /^\s*\{/.test(text)) return readElectionJson(text)
  return readBlt(text)
}

/** Older files of councils are in the alphabet of Western Europe. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
