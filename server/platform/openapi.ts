import { z } from 'zod'
import { commands, events, queries } from '#shared/contract.ts'
import { refusalStatus } from '#shared/platform/refusal.ts'
import { bytePaths } from './openapiBytes.ts'

type JsonSchema = Record<string, unknown>
interface Operation {
  name: string
  http: string
  summary: string
  input: z.ZodObject
  output: z.ZodType
}

/** The REST half of the contract as an OpenAPI 3.1 document, made from the tables alone. */
export function openapiDocument(): Record<string, unknown> {
  const paths: Record<string, Record<string, object>> = {}
  const components: Record<string, JsonSchema> = {}
  for (const [name, spec] of Object.entries({ ...commands, ...queries })) {
    const [method = '', path = ''] = spec.http.split(' ')
    const item = paths[path] ?? {}
    item[method.toLowerCase()] = operation({ name, ...spec } as Operation, components)
    paths[path] = item
  }
  for (const [path, item] of Object.entries(bytePaths)) paths[path] = { ...paths[path], ...item }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Chandelier',
      version: '1',
      description:
        'Every command and query of the hub. A command may carry an idempotency-key: a repeat with the same key gets ' +
        'the first answer. The same names serve over Socket.IO, where changes arrive live.',
    },
    servers: [{ url: '/api' }],
    security: [{ session: [] }, { token: [] }],
    tags: [...new Set(Object.keys({ ...commands, ...queries }).map(tagOf))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'chandelier.session_token' },
        token: { type: 'http', scheme: 'bearer', description: 'A personal access token' },
      },
      schemas: { ...components, Refusal: refusalSchema },
      responses: { Refused: { description: 'Why not, as a sentence too', content: json(ref('Refusal')) } },
    },
  }
}

/** What answers visitors too. */
const open = new Set([
  'cluster.front',
  'cluster.found',
  'invitation.find',
  'notice.unsubscribe',
  'person.accept',
  'session.find',
])
const tagOf = (name: string) => name.split('.')[0]!
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const json = (schema: JsonSchema) => ({ 'application/json': { schema } })

const refusalSchema = {
  type: 'object',
  required: ['ok', 'error'],
  properties: {
    ok: { const: false },
    error: {
      type: 'object',
      required: ['code', 'key', 'message', 'details'],
      properties: {
        code: { enum: Object.keys(refusalStatus) },
        key: { type: 'string', description: 'The name of the sentence' },
        message: { type: 'string', description: 'The sentence, in the language of Accept-Language' },
        details: {
          type: 'object',
          properties: {
            fields: { type: 'object', additionalProperties: { type: 'string' } },
            values: { type: 'object' },
            retryAfterMs: { type: 'number' },
          },
        },
      },
    },
  },
}

/** The things of the contract stand once, under their own names. */
const thingNames = z.registry<{ id: string }>()
for (const { thing, item } of Object.values(events)) {
  thingNames.add(item as z.ZodType, { id: `${thing[0]!.toUpperCase()}${thing.slice(1)}` })
}

function operation({ name, http, summary, input, output }: Operation, components: Record<string, JsonSchema>) {
  const { properties = {}, required = [] } = schemaOf(input, 'input', components) as {
    properties?: Record<string, JsonSchema>
    required?: string[]
  }
  const isQuery = http.startsWith('GET ')
  const inPath = Object.keys(properties).filter((field) => http.includes(`{${field}}`))
  const rest = Object.keys(properties).filter((field) => !inPath.includes(field))
  const parameter = (place: 'path' | 'query') => (field: string) => ({
    name: field,
    in: place,
    required: place === 'path' || required.includes(field),
    schema: properties[field],
  })
  const data = schemaOf(output, 'output', components)
  return {
    operationId: name,
    summary,
    tags: [tagOf(name)],
    ...(open.has(name) && { security: [] }),
    parameters: [...inPath.map(parameter('path')), ...(isQuery ? rest.map(parameter('query')) : [idempotencyKey])],
    ...(!isQuery && rest.length > 0 && { requestBody: bodyOf(rest, properties, required) }),
    responses: {
      200: { description: 'Done', content: json(answerOf(data)) },
      ...Object.fromEntries([...new Set(Object.values(refusalStatus))].map((status) => [status, refused])),
    },
  }
}

const refused = { $ref: '#/components/responses/Refused' }
const idempotencyKey = {
  name: 'idempotency-key',
  in: 'header',
  required: false,
  description: 'Once per deed; a repeat with the same key gets the first answer',
  schema: { type: 'string', minLength: 8, maxLength: 64, pattern: '^[\\w-]+$' },
}

const answerOf = (data: JsonSchema) => ({
  type: 'object',
  required: ['ok', 'data'],
  properties: { ok: { const: true }, data },
})

function bodyOf(fields: string[], properties: Record<string, JsonSchema>, required: string[]) {
  const schema = {
    type: 'object',
    additionalProperties: false,
    required: fields.filter((field) => required.includes(field)),
    properties: Object.fromEntries(fields.map((field) => [field, properties[field]])),
  }
  return { required: schema.required.length > 0, content: json(schema) }
}

/** A zod shape as JSON Schema, with the named things moved among the document's components. */
function schemaOf(shape: z.ZodType, io: 'input' | 'output', components: Record<string, JsonSchema>): JsonSchema {
  const made = z.toJSONSchema(shape, { io, unrepresentable: 'any', metadata: thingNames })
  const { $schema, $defs, ...schema } = JSON.parse(
    JSON.stringify(made).replaceAll('"#/$defs/', '"#/components/schemas/'),
  )
  for (const [name, thing] of Object.entries(($defs ?? {}) as Record<string, JsonSchema>)) {
    const { id: _, ...rest } = thing
    components[name] = rest
  }
  return schema
}
