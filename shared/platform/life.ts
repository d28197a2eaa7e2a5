import { Refusal } from './refusal.ts'

/** State -> action -> next state. */
export type Life<State extends string = string> = Record<State, Record<string, State>>

/** The state that `action` leads to. Refuses with `wrong_state` where the life table has no such step. */
export function next<State extends string>(life: Life<State>, state: State, action: string): State {
  const target = life[state][action]
  if (!target) throw new Refusal('wrong_state', 'platform.wrongState')
  return target
}

export function allows<State extends string>(life: Life<State>, state: State, action: string): boolean {
  return life[state][action] !== undefined
}
