/**
 * The bytes of a stream in pieces of one size, the last one smaller. They are copied as they come: a form whose file looks
 * like its boundary everywhere comes in pieces of a few bytes, and half a million of them are neither kept nor joined.
 */
export async function* inChunks(stream: AsyncIterable<unknown>, chunkBytes: number): AsyncGenerator<Buffer> {
  let chunk = Buffer.allocUnsafe(chunkBytes);
  let held = 0;
  for await (const piece of stream) {
    const bytes = piece as Buffer; // a byte stream gives buffers
    for (let at = 0; at < bytes.length;) {
      const copied = bytes.copy(chunk, held, at);
      at += copied;
      held += copied;
      if (held < chunkBytes) continue;
      yield chunk;
      chunk = Buffer.allocUnsafe(chunkBytes);
      held = 0;
    }
  }
  if (held > 0) yield chunk.subarray(0, held);
}
