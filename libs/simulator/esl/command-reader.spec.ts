import { CommandReader } from './command-reader';

const STREAM = 'auth ClueCon\n\n\n\nbgapi status\nJob-UUID: j1\n\nsendmsg u1\r\ncall-command: execute\r\nexecute-app-arg: a: b\r\n\r\n'
  + 'sendmsg u2\ncontent-length: 7\ncontent-type: text/plain\n\nsal\u00e9\n\nexit\n\n';
const EXPECTED = [
  { line: 'auth ClueCon', headers: [], body: '' },
  { line: 'bgapi status', headers: [['Job-UUID', 'j1']], body: '' },
  { line: 'sendmsg u1', headers: [['call-command', 'execute'], ['execute-app-arg', 'a: b']], body: '' },
  { line: 'sendmsg u2', headers: [['content-length', '7'], ['content-type', 'text/plain']], body: 'sal\u00e9\n\n' },
  { line: 'exit', headers: [], body: '' },
];

describe('the reader of commands', () => {
  it('reads commands with headers and bodies', () => {
    expect(new CommandReader().feed(Buffer.from(STREAM))).toEqual(EXPECTED);
  });

  it('reads the same from every two chunks', () => {
    const bytes = Buffer.from(STREAM);
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      const reader = new CommandReader();
      expect([...reader.feed(bytes.subarray(0, cut)), ...reader.feed(bytes.subarray(cut))]).toEqual(EXPECTED);
    }
  });

  it('reads the same byte by byte', () => {
    const reader = new CommandReader();
    expect([...Buffer.from(STREAM)].flatMap((byte) => reader.feed(Buffer.from([byte])))).toEqual(EXPECTED);
  });
});
