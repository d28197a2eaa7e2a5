import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** Whose lot is drawn first at a stage, out of some candidates. */
export type Lots = (stage: number, candidates: readonly number[]) => number

/**
 * Lots that anybody can draw again: in the order of SHA-256(root | dice | stage | candidate), in hexadecimal, the
 * candidate by number from 1. `root` is fixed before the dice are thrown in public, so that nobody can choose.
 */
export function lotsOf({ root, dice }: { root: string; dice: string }): Lots {
  const lot = (stage: number, candidate: number) =>
    bytesToHex(sha256(utf8ToBytes(`${root}|${dice}|${stage}|${candidate + 1}`)))
  return (stage, candidates) =>
    candidates.reduce((first, other) => (lot(stage, other) < lot(stage, first) ? other : first))
}

/** Lots as they fell by hand: whoever stands first in the order is drawn first. */
export function lotsByHand(order: readonly number[], otherwise: Lots): Lots {
  return (stage, candidates) => {
    const drawn = order.find((candidate) => candidates.includes(candidate))
    return drawn ?? otherwise(stage, candidates)
  }
}
