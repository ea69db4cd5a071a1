/** The bytes of a stream in pieces of one size, the last one smaller. */
export async function* inChunks(stream: AsyncIterable<unknown>, chunkBytes: number): AsyncGenerator<Buffer> {
  let pieces: Buffer[] = [];
  let held = 0;
  for await (const piece of stream) {
    let rest = piece as Buffer; // a byte stream gives buffers
    while (held + rest.length >= chunkBytes) {
      const wanted = chunkBytes - held;
      yield Buffer.concat([...pieces, rest.subarray(0, wanted)]);
      rest = rest.subarray(wanted);
      pieces = [];
      held = 0;
    }
    if (rest.length > 0) pieces.push(rest);
    held += rest.length;
  }
  if (held > 0) yield Buffer.concat(pieces);
}
