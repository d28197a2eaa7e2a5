import { evaluatorFor } from '#server/embedded-mongo/aggregate/expressions.ts'
import type { Document } from '#server/embedded-mongo/bson/document.ts'
import { isDocument } from '#server/embedded-mongo/bson/document.ts'
import { CommandError } from '#server/embedded-mongo/errors.ts'
import type { Collection } from '#server/embedded-mongo/store/catalogue.ts'
import type { IndexScan, Plan } from '#server/embedded-mongo/store/planner.ts'
import { checkHint, planSearch, runSearch, type Search } from '#server/embedded-mongo/store/search.ts'
import { planAggregate } from './aggregate.ts'
import { hintOf, planFind } from './find.ts'
import { type Command, checkRequest, documentField, namespaceOf, type Request, type Session } from './request.ts'

const VERBOSITIES = new Set(['queryPlanner', 'executionStats', 'allPlansExecution'])

export const explain: Command = (request, session) => {
  checkRequest(request, new Set(['verbosity']))
  const { body, database } = request
  const explained = body['explain']
  const verbosity = body['verbosity'] ?? 'allPlansExecution'
  if (!isDocument(explained)) throw new CommandError('TypeMismatch', "the 'explain' field must be an object")
  if (typeof verbosity !== 'string' || !VERBOSITIES.has(verbosity))
    throw new CommandError(
      'FailedToParse',
      'verbosity string must be one of queryPlanner, executionStats, allPlansExecution',
    )
  const inner: Request = { ...request, name: Object.keys(explained)[0] ?? '', body: explained, database }
  const { search, collection, namespace } = planOf(inner, session)
  const reply: Document = { explainVersion: '1', queryPlanner: describePlanner(search, namespace), command: explained }
  if (verbosity !== 'queryPlanner') reply['executionStats'] = execute(session, collection, search)
  return { ...reply, serverInfo: { host: 'localhost', port: 0, version: '7.0.0' } }
}

type Planned = { search: Search; collection: Collection | undefined; namespace: string }

function planOf(request: Request, session: Session): Planned {
  switch (request.name) {
    case 'find':
      return planFind(request, session)
    case 'aggregate':
      return planAggregate(request, session)
    case 'count':
    case 'distinct':
      return planFilter(request, session, 'query')
    default:
      throw new CommandError('CommandNotSupported', `explaining '${request.name}' is not supported by this server`)
  }
}

function planFilter(request: Request, { engine }: Session, field: string): Planned {
  const namespace = namespaceOf(request)
  const collection = engine.catalogue.find(namespace)
  const hint = hintOf(request.body)
  checkHint(collection, hint)
  const search = planSearch(collection, { filter: documentField(request.body, field), hint }, evaluatorFor(undefined))
  return { search, collection, namespace }
}

function describePlanner(search: Search, namespace: string): Document {
  return { namespace, parsedQuery: search.filter.source, winningPlan: describeSearch(search), rejectedPlans: [] }
}

/** The stages from the last to the first, as MongoDB nests them. */
function describeSearch({ plan, sort, limit, skip, filter }: Search): Document {
  if (!plan) return { stage: 'EOF' }
  let stage = describePlan(plan, filter.source)
  if (sort && !plan.sorted) {
    const sortPattern = Object.fromEntries(sort.map(({ path, direction }) => [path, direction]))
    stage = { stage: 'SORT', sortPattern, inputStage: stage }
  }
  if (skip > 0) stage = { stage: 'SKIP', skipAmount: skip, inputStage: stage }
  return limit > 0 ? { stage: 'LIMIT', limitAmount: limit, inputStage: stage } : stage
}

function describePlan(plan: Plan, filter: Document): Document {
  if (plan.kind === 'collection') return { stage: 'COLLSCAN', filter, direction: plan.reverse ? 'backward' : 'forward' }
  if (plan.kind === 'index')
    return { stage: 'FETCH', ...(plan.exact ? {} : { filter }), inputStage: describeIndexScan(plan) }
  return { stage: 'FETCH', filter, inputStage: { stage: 'OR', inputStages: plan.branches.map(describeIndexScan) } }
}

function describeIndexScan({ index, reverse }: IndexScan): Document {
  const { name, key, unique = false, sparse = false, partialFilterExpression } = index.spec
  return {
    stage: 'IXSCAN',
    keyPattern: key,
    indexName: name,
    isMultiKey: index.multikey,
    isUnique: unique,
    isSparse: sparse,
    isPartial: partialFilterExpression !== undefined,
    direction: reverse ? 'backward' : 'forward',
  }
}

function execute({ engine }: Session, collection: Collection | undefined, search: Search): Document {
  const startedAt = performance.now()
  let nReturned = 0
  engine.read((view) => {
    for (const _ of runSearch(view, collection, search)) nReturned++
  })
  return {
    executionSuccess: true,
    nReturned,
    executionTimeMillis: Math.round(performance.now() - startedAt),
    totalKeysExamined: search.counts.keysExamined,
    totalDocsExamined: search.counts.documentsExamined,
  }
}
