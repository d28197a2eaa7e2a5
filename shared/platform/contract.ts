import { z } from 'zod'

export const Id = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[\w.-]+$/)
/** Made by the client, once per deed: a repeat with the same `cid` gets the first answer. */
export const Cid = z
  .string()
  .min(8)
  .max(64)
  .regex(/^[\w-]+$/)

/** Every thing that travels. `version` is the `seq` of the log entry that gave it this shape. */
export const Thing = z.object({ id: Id, version: z.number().int().nonnegative() })
export type Thing = z.infer<typeof Thing>

type Shape = z.ZodObject
type Method = 'POST' | 'PATCH' | 'PUT' | 'DELETE'

/** The room in whose log a command's fact is written; null for what lives outside any log. */
type Place<In extends Shape> = ((input: z.output<In>, newRoomId: string) => string) | null

export interface CommandSpec<
  In extends Shape = Shape,
  Out extends z.ZodType = z.ZodType,
  Room extends Place<In> = Place<In>,
> {
  /** Address below `/api`; `{field}` stands for a field of the input. */
  http: `${Method} /${string}`
  room: Room
  input: In
  output: Out
  summary: string
}

/** One thing a client may ask for. */
export function command<In extends Shape, Out extends z.ZodType, Room extends Place<In>>(
  spec: CommandSpec<In, Out, Room>,
) {
  return spec
}

/** One fact in a room's log: `item` is the whole new shape of a thing of that kind. */
export function event<Kind extends string, Item extends z.ZodType<Thing>>(spec: { thing: Kind; item: Item }) {
  return spec
}

export interface QuerySpec<In extends Shape = Shape, Out extends z.ZodType = z.ZodType> {
  http: `GET /${string}`
  input: In
  output: Out
  summary: string
}

/** One thing a client may read, served over GET and over the socket. */
export function query<In extends Shape, Out extends z.ZodType>(spec: QuerySpec<In, Out>) {
  return spec
}

/** Given to any GET so that one's own write is in the answer: `room:seq`. */
export const AtLeast = z
  .string()
  .regex(/^[\w.-]+:\d{1,12}$/)
  .optional()
export const Done = z.strictObject({ seq: z.number().int() })
