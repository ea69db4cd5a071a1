import fc from 'fast-check';
import { inChunks } from './in-chunks';

async function* pieces(sizes: readonly number[]): AsyncGenerator<Buffer> {
  let next = 0;
  for (const size of sizes) yield Buffer.from(Array.from({ length: size }, () => next++ % 256));
}

it('pieces of one size hold the same bytes in the same order, however they came', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.nat({ max: 50 }), { maxLength: 20 }), fc.integer({ min: 1, max: 30 }), async (sizes, size) => {
    const chunks: Buffer[] = [];
    for await (const chunk of inChunks(pieces(sizes), size)) chunks.push(chunk);
    const whole: Buffer[] = [];
    for await (const piece of pieces(sizes)) whole.push(piece);
    expect(Buffer.concat(chunks).equals(Buffer.concat(whole))).toBe(true);
    expect(chunks.slice(0, -1).every((chunk) => chunk.length === size)).toBe(true);
    expect(chunks.every((chunk) => chunk.length > 0 && chunk.length <= size)).toBe(true);
  }));
});
