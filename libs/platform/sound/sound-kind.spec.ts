import { soundKindOf } from './sound-kind';

it.each<[string, Buffer, string | null]>([
  ['a browser\'s recording', Buffer.from('1a45dfa39f4286810142f781', 'hex'), 'WebM'],
  ['another browser\'s', Buffer.from('OggS\0\u0002\0\0\0\0\0\0\0'), 'Ogg'],
  ['a telephone\'s memo', Buffer.from('\0\0\0\u001cftypM4A \0\0\0\0'), 'M4A'],
  ['an MP3 with a tag', Buffer.from('ID3\u0004\0\0\0\0\0\0\0\0'), 'MP3'],
  ['an MP3 without one', Buffer.from('fffb9064000000000000000000', 'hex'), 'MP3'],
  ['FLAC', Buffer.from('fLaC\0\0\0\u0022\0\0\0\0'), 'FLAC'],
  ['WAV', Buffer.from('RIFF\0\0\0\0WAVEfmt '), 'WAV'],
  ['another RIFF', Buffer.from('RIFF\0\0\0\0AVI LIST'), null],
  ['a playlist', Buffer.from('#EXTM3U\nhttp://example.com/'), null],
  ['a text', Buffer.from('Please read this aloud.'), null],
  ['nearly nothing', Buffer.from('RIFF'), null],
])('%s is told by its beginning', (_what, head, kind) => {
  expect(soundKindOf(head)).toBe(kind);
});
