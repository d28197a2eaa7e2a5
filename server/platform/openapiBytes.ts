const inPath = (name: string) => ({ name, in: 'path', required: true, schema: { type: 'string' } })
const refused = { default: { $ref: '#/components/responses/Refused' } }

const bytesOf = (operationId: string, summary: string) => ({
  operationId,
  summary,
  tags: ['upload'],
  parameters: [inPath('file'), { name: 'range', in: 'header', required: false, schema: { type: 'string' } }],
  responses: { 200: { description: 'The bytes' }, 206: { description: 'The part asked for' }, ...refused },
})

/** What travels beside the contract, because it is no JSON (`httpFiles.ts`), by path and method. */
export const bytePaths: Record<string, Record<string, object>> = {
  '/uploads/{upload}': {
    patch: {
      operationId: 'upload.bytes',
      summary: 'The bytes that follow `upload-offset`; with the last ones the file is checked and may be posted',
      tags: ['upload'],
      parameters: [
        inPath('upload'),
        { name: 'upload-offset', in: 'header', required: true, schema: { type: 'integer', minimum: 0 } },
      ],
      requestBody: { required: true, content: { 'application/octet-stream': {} } },
      responses: { 200: { description: 'How far the upload is' }, ...refused },
    },
  },
  '/files/{file}': { get: bytesOf('file.bytes', 'The bytes of a file, or a range of them') },
  '/files/{file}/thumbnail': { get: bytesOf('file.thumbnail', 'A small WebP of a picture') },
}
