/** So many seconds of silence, 8 bits and one channel; `claimed` are the bytes of sound that its head speaks of. */
export function buildWav(seconds: number, { rate = 8000, claimed = Math.round(seconds * rate) } = {}): Buffer {
  const sound = Buffer.alloc(Math.round(seconds * rate), 128)
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(Math.min(0xffff_ffff, 36 + claimed), 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(rate, 24)
  head.writeUInt32LE(rate, 28)
  head.writeUInt16LE(1, 32)
  head.writeUInt16LE(8, 34)
  head.write('data', 36)
  head.writeUInt32LE(claimed, 40)
  return Buffer.concat([head, sound])
}

/** Frames of 1152 samples at 44.1 kHz and 128 kbit/s, without a head that counts them (ISO/IEC 11172-3, 2.4.1.3). */
export function buildMp3(frames: number): Buffer {
  const frame = Buffer.alloc(417)
  frame.writeUInt32BE(0xfffb9000)
  return Buffer.concat(Array(frames).fill(frame))
}
