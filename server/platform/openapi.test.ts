import { describe, expect, test } from 'vitest'
import { commands, queries } from '#shared/contract.ts'
import { permissions, queryPermissions } from '#shared/permissions.ts'
import { type Actor, visitor } from '#shared/platform/actor.ts'
import { openapiDocument } from './openapi.ts'

interface Parameter {
  name: string
  in: string
  required: boolean
  schema: object
}
interface Operation {
  operationId: string
  summary: string
  security?: object[]
  parameters: Parameter[]
  requestBody?: { content: Record<string, { schema: { properties: object; required: string[] } }> }
  responses: Record<string, object>
}
const document = openapiDocument() as {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, object> }
}
const all = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path, method, ...operation })),
)
/** What the contract names; bytes travel beside it. */
const operations = all.filter(({ operationId }) => !/(\.bytes|\.thumbnail)$/.test(operationId))

describe('the OpenAPI document', () => {
  test('names every command and query at its address, each once', () => {
    const addresses = Object.entries({ ...commands, ...queries }).map(([name, { http }]) => `${name} ${http}`)
    const found = operations.map(({ operationId, method, path }) => `${operationId} ${method.toUpperCase()} ${path}`)
    expect(found.sort()).toEqual(addresses.sort())
  })

  test('names the ways of bytes too', () => {
    const found = all.filter((operation) => !operations.includes(operation))
    expect(found.map(({ operationId, method, path }) => `${operationId} ${method.toUpperCase()} ${path}`)).toEqual([
      'upload.bytes PATCH /uploads/{upload}',
      'file.bytes GET /files/{file}',
      'file.thumbnail GET /files/{file}/thumbnail',
    ])
  })

  test('asks for no session exactly where the rule lets visitors in', () => {
    const letsIn = (rule: (actor: Actor, subject: never) => boolean) => {
      try {
        return rule(visitor, {} as never)
      } catch {
        // It looks at its subject, and such commands answer members alone.
        return false
      }
    }
    const rules = Object.entries({ ...permissions, ...queryPermissions })
    const found = operations.filter(({ security }) => security?.length === 0).map(({ operationId }) => operationId)
    expect(found.sort()).toEqual(rules.flatMap(([name, rule]) => (letsIn(rule) ? [name] : [])).sort())
  })

  test('declares every field of a path as a needed parameter with a schema', () => {
    for (const { path, parameters, operationId } of operations) {
      const declared = parameters.filter((parameter) => parameter.in === 'path')
      const inPath = Array.from(path.matchAll(/\{(\w+)\}/g), (match) => match[1])
      expect({ operationId, fields: declared.map(({ name }) => name).sort() }).toEqual({
        operationId,
        fields: inPath.sort(),
      })
      for (const parameter of declared) expect(parameter).toMatchObject({ required: true, schema: expect.any(Object) })
    }
  })

  test('puts every other input of a command into its body and of a query into its query string', () => {
    for (const [name, { http, input }] of Object.entries({ ...commands, ...queries })) {
      const rest = Object.keys(input.shape).filter((field) => !http.includes(`{${field}}`))
      const operation = operations.find(({ operationId }) => operationId === name)!
      const stated = http.startsWith('GET')
        ? operation.parameters.filter((parameter) => parameter.in === 'query').map((parameter) => parameter.name)
        : Object.keys(operation.requestBody?.content['application/json']?.schema.properties ?? {})
      expect({ name, fields: stated.sort() }).toEqual({ name, fields: rest.sort() })
    }
  })

  test('has no reference that leads nowhere', () => {
    const refs = Array.from(JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g), (match) => match[1]!)
    expect(refs).toContain('#/components/schemas/Message')
    for (const ref of new Set(refs)) {
      const target = ref
        .slice(2)
        .split('/')
        .reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], document)
      expect(target, ref).toBeTypeOf('object')
    }
  })

  test('asks for an idempotency-key on commands alone and tells of refusals everywhere', () => {
    for (const { method, parameters, responses, operationId } of operations) {
      const isCommand = parameters.some(({ name }) => name === 'idempotency-key')
      expect({ operationId, isCommand }).toEqual({ operationId, isCommand: method !== 'get' })
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(['200', '400', '401', '403', '404', '409', '429']))
    }
  })

  test('leaves out of the needed inputs what has a default', () => {
    const post = operations.find(({ operationId }) => operationId === 'message.post')!
    expect(post.requestBody?.content['application/json']?.schema.required).toEqual(['text'])
  })
})
