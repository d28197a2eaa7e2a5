/** MongoDB's own numbers and names for the errors that this server gives (src/mongo/base/error_codes.yml). */
const CODE_NAMES = {
  2: 'BadValue',
  5: 'GraphContainsCycle',
  8: 'UnknownError',
  9: 'FailedToParse',
  14: 'TypeMismatch',
  15: 'Overflow',
  17: 'ProtocolError',
  20: 'IllegalOperation',
  22: 'InvalidBSON',
  26: 'NamespaceNotFound',
  27: 'IndexNotFound',
  28: 'PathNotViable',
  40: 'ConflictingUpdateOperators',
  43: 'CursorNotFound',
  48: 'NamespaceExists',
  52: 'DollarPrefixedFieldName',
  53: 'InvalidIdField',
  54: 'NotSingleValueField',
  56: 'EmptyFieldName',
  57: 'DottedFieldName',
  59: 'CommandNotFound',
  66: 'ImmutableField',
  67: 'CannotCreateIndex',
  72: 'InvalidOptions',
  73: 'InvalidNamespace',
  85: 'IndexOptionsConflict',
  86: 'IndexKeySpecsConflict',
  91: 'ShutdownInProgress',
  96: 'OperationFailed',
  115: 'CommandNotSupported',
  168: 'InvalidPipelineOperator',
  197: 'InvalidIndexSpecificationOption',
  238: 'NotImplemented',
  303: 'APIStrictError',
  10334: 'BSONObjectTooLarge',
  11000: 'DuplicateKey',
  14031: 'OutOfDiskSpace',
} as const

export type CodeName = (typeof CODE_NAMES)[keyof typeof CODE_NAMES]

const NUMBERS = new Map<string, number>(Object.entries(CODE_NAMES).map(([code, name]) => [name, Number(code)]))

/** A refusal that is sent to the client as MongoDB would send it; anything else that is thrown is a bug of this server. */
export class CommandError extends Error {
  readonly code: number
  readonly codeName: string
  readonly details: Record<string, unknown>

  /** `name` is one of MongoDB's code names, or a bare number for its many unnamed "Location" codes. */
  constructor(name: CodeName | number, message: string, details: Record<string, unknown> = {}) {
    super(message)
    this.code = typeof name === 'number' ? name : NUMBERS.get(name)!
    this.codeName = typeof name === 'number' ? `Location${name}` : name
    this.details = details
  }
}

/** Bytes that are not the protocol: the connection they came on is closed, and nothing else happens. */
export class MalformedInput extends Error {}
