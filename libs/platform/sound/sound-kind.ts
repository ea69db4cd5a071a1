/** What browsers record and people have, told by how such files begin. */
const BEGINNINGS: readonly (readonly [kind: string, begins: (head: Buffer) => boolean])[] = [
  ['WAV', (head) => head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WAVE'],
  ['WebM', (head) => head.readUInt32BE(0) === 0x1a45dfa3],
  ['Ogg', (head) => head.toString('latin1', 0, 4) === 'OggS'],
  ['M4A', (head) => head.toString('latin1', 4, 8) === 'ftyp'],
  ['FLAC', (head) => head.toString('latin1', 0, 4) === 'fLaC'],
  // With a tag before it, or at once a frame of MPEG audio (AAC in ADTS has the layer 0).
  ['MP3', (head) => head.toString('latin1', 0, 3) === 'ID3' || (head.readUInt16BE(0) & 0xffe0) === 0xffe0],
];

/** Which of these a file is, by its first 12 bytes or more. Null: none. */
export function soundKindOf(head: Uint8Array): string | null {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  return bytes.length < 12 ? null : BEGINNINGS.find(([, begins]) => begins(bytes))?.[0] ?? null;
}

/** The names of files that are taken: what is kept of them is WAV. */
export const SOUND_ENDINGS = /\.(wav|webm|ogg|oga|opus|mp3|m4a|mp4|aac|flac)$/i;
