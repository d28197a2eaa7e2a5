import { expect, test } from 'vitest'
import { FrameReader, textFrame } from './websocket.ts'

/** As a server sends it: not masked. */
function serverFrame(text: string, opcode = 1): Buffer {
  const payload = Buffer.from(text)
  const { length } = payload
  const head =
    length < 126
      ? [length]
      : length < 65_536
        ? [126, length >> 8, length & 255]
        : [127, 0, 0, 0, 0, length >>> 24, (length >> 16) & 255, (length >> 8) & 255, length & 255]
  return Buffer.concat([Buffer.from([0x80 | opcode, ...head]), payload])
}

function reading() {
  const heard: string[] = []
  const replies: Buffer[] = []
  const take = (buffer: Buffer, start: number, end: number) => heard.push(buffer.toString('utf8', start, end))
  return { heard, replies, reader: new FrameReader(take, (bytes) => replies.push(bytes)) }
}

const texts = ['', '会场', 'x'.repeat(125), 'y'.repeat(126), 'z'.repeat(70_000)]

test.each([
  [1, texts.slice(0, 4)],
  [1000, texts],
  [100_000, texts],
])('frames are found when %d bytes come at a time', (size, sent) => {
  const head = Buffer.from('HTTP/1.1 101 Switching Protocols\r\n\r\n')
  const stream = Buffer.concat([head, ...sent.map((text) => serverFrame(text))])
  const { heard, reader } = reading()
  for (let start = 0; start < stream.length; start += size) reader.take(stream.subarray(start, start + size))
  expect(heard).toEqual(sent)
})

test('a ping is answered by a masked pong with its payload', () => {
  const { replies, reader } = reading()
  reader.take(Buffer.concat([Buffer.from('HTTP/1.1 101 x\r\n\r\n'), serverFrame('abc', 9)]))
  expect(replies).toEqual([Buffer.from([0x8a, 0x83, 0, 0, 0, 0, 0x61, 0x62, 0x63])])
})

test('a refused upgrade and a close are errors', () => {
  expect(() => reading().reader.take(Buffer.from('HTTP/1.1 403 Forbidden\r\n\r\n'))).toThrow('403')
  const { reader } = reading()
  reader.take(Buffer.from('HTTP/1.1 101 x\r\n\r\n'))
  expect(() => reader.take(serverFrame('', 8))).toThrow('closed')
})

test('a frame that is sent says its length in as few bytes as it needs', () => {
  expect(textFrame('a').subarray(0, 2)).toEqual(Buffer.from([0x81, 0x81]))
  expect(textFrame('a'.repeat(126)).subarray(0, 4)).toEqual(Buffer.from([0x81, 0xfe, 0, 126]))
  expect(textFrame('a'.repeat(65_536)).subarray(0, 10)).toEqual(Buffer.from([0x81, 0xff, 0, 0, 0, 0, 0, 1, 0, 0]))
})
