import { clusterIn, clusterView } from '#server/members/roll.ts'
import type { Hub } from '#server/platform/hub.ts'
import type { Reaction } from '#server/platform/reactions.ts'
import { sha256 } from '#server/platform/seal.ts'
import { asHub } from '#server/rooms/asHub.ts'
import type { Ask, CommandName, Output } from '#shared/contract.ts'
import type { Decision } from '#shared/decisions/decision.shape.ts'
import type { Election } from '#shared/decisions/election.shape.ts'
import { officeInTurn } from '#shared/decisions/election.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { findNominationsOf } from './election.model.ts'
import { termsOf } from './officeVote.ts'

/** As whoever opened the vote, with the rights that they have now. */
async function as<C extends CommandName>(hub: Hub, by: string, name: C, input: Ask<C>, cid: string) {
  const reply = await hub.dispatch({ name, input, actor: hub.actorOf(by), cid })
  if (!reply.ok) throw new Refusal(reply.error.code, reply.error.key, reply.error.details)
  return reply.data as Output<C>
}

/** An office is voted on by decisions of the room, like anything else; what hinders them is told to those who run the election. */
const openOfficeVote: Reaction = {
  name: 'openOfficeVote',
  on: ['election.voteOpened'],
  async run({ hub, room, by, change, cid }) {
    const election = change.item as Election
    const office = officeInTurn(election)
    const view = await hub.rooms.fresh(room)
    if (!office || !view) return
    const pending = office.votes.filter(({ decision }) => decision === null)
    const of = { room, election: election.id, office: office.id }
    const drafted: string[] = []
    try {
      for (const [at, vote] of pending.entries()) {
        const terms = await termsOf(hub, view, { election, office, vote })
        const draft = await as(hub, by, 'decision.draft', { room, kind: 'election', terms }, `${cid}-d${at}`)
        drafted.push(draft.decision)
      }
      for (const [at, decision] of drafted.entries()) {
        await as(hub, by, 'decision.open', { room, decision }, `${cid}-o${at}`)
      }
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === 'unavailable') throw error
      for (const [at, decision] of drafted.entries()) {
        await asHub(hub, 'decision.discard', { room, decision }, `${cid}-x${at}`).catch(unlessRefused)
      }
      await asHub(hub, 'election.hinder', { ...of, key: error.key }, `${cid}-h`)
      return
    }
    await asHub(hub, 'election.link', { ...of, decisions: drafted }, `${cid}-l`)
  },
}

/** A draft that was opened after all stays. */
function unlessRefused(error: unknown): void {
  if (!(error instanceof Refusal) || error.code === 'unavailable') throw error
}

const takeResult: Reaction = {
  name: 'takeResult',
  on: ['decision.declared', 'decision.voided'],
  isFor: ({ change }) => (change.item as Decision).kind === 'election',
  async run({ hub, room, change, cid }) {
    const decision = change.item.id
    const election = (await hub.rooms.fresh(room))
      ?.all('election')
      .find(({ offices }) => offices.some(({ votes }) => votes.some((vote) => vote.decision === decision)))
    if (election) await asHub(hub, 'election.take', { room, election: election.id, decision }, cid)
  },
}

/** On the day of the handover the seats of the cluster follow, all in one entry of its log. */
const handOverSeats: Reaction = {
  name: 'handOverSeats',
  on: ['election.handedOver'],
  async run({ hub, change, cid }) {
    const offices = (change.item as Election).offices.flatMap(({ seat, state, elected, isByElection }) =>
      // Who leads goes on where nobody was elected in their place.
      seat !== null && state === 'filled' ? [{ seat, people: elected, isByElection }] : [],
    )
    if (offices.length > 0) await asHub(hub, 'person.takeOffice', { offices }, cid)
  },
}

/** A former member stands for nothing, and where the cluster wants it so, their words go too. */
const forgetNominee: Reaction = {
  name: 'forgetNominee',
  on: ['person.departed'],
  async run({ hub, change, cid }) {
    const isErased = clusterIn(await clusterView(hub)).leavers === 'erase'
    for (const { room, nomination } of await findNominationsOf(hub.store, change.item.id)) {
      const deed = `n-${sha256(`${cid}|${room}|${nomination.id}`).slice(0, 40)}`
      await asHub(hub, 'nomination.forget', { room, nomination: nomination.id, isErased }, deed).catch(unlessDone)
    }
  },
}

function unlessDone(error: unknown): void {
  if (!(error instanceof Refusal) || !['already_done', 'not_found'].includes(error.code)) throw error
}

export const electionReactions: Reaction[] = [openOfficeVote, takeResult, handOverSeats, forgetNominee]
