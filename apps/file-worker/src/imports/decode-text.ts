import { getDecoder } from 'iconv-lite';

/** The text of a file in pieces that never cut a character in two. */
export async function* decodeText(chunks: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<string> {
  const decoder = getDecoder(encoding);
  let carried = '';
  for await (const chunk of chunks) {
    const text = carried + decoder.write(chunk);
    // The second half of a surrogate pair may come with the next piece.
    const cut = endsInHighSurrogate(text) ? text.length - 1 : text.length;
    carried = text.slice(cut);
    if (cut > 0) yield text.slice(0, cut);
  }
  const rest = carried + (decoder.end() ?? '');
  if (rest !== '') yield rest;
}

function endsInHighSurrogate(text: string): boolean {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last <= 0xdbff;
}
