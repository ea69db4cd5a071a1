import fc from 'fast-check';
import { eventIn } from './event-body';
import { recordedFrames } from './fixtures/transcript';
import type { EventHeaders } from './event-headers';
import { JsonHeaders } from './json-headers';
import { PlainHeaders } from './plain-headers';
import { safeDecode } from './safe-decode';

const json = (event: object, indent?: number): EventHeaders => new JsonHeaders(Buffer.from(JSON.stringify(event, null, indent)));
const plain = (text: string): EventHeaders => new PlainHeaders(Buffer.from(text));

describe('the headers of a JSON event', () => {
  const hostile = '","Unique-ID":"evil","x":"\\","Unique-ID":"evil';
  const event = {
    'Event-Name': 'CHANNEL_ANSWER', 'variable_a': hostile, 'Caller-Unique-ID': 'caller', 'Unique-ID': 'right', 'variable_b': 'سلام\r\n"\\"',
  };

  it('are those that parsing gives, also among values that look like headers', () => {
    const headers = json(event);
    expect(headers.name).toBe('CHANNEL_ANSWER');
    expect(headers.get('Unique-ID')).toBe('right');
    expect(headers.get('Caller-Unique-ID')).toBe('caller');
    expect(headers.get('variable_b')).toBe('سلام\r\n"\\"');
    expect(headers.get('Hangup-Cause')).toBe('');
    expect(headers.get('variable_a')).toBe(hostile);
  });

  it('are those that parsing gives, for any names and values', () => {
    const piece = fc.constantFrom('"', '\\', ',', '{', '}', ':', '":"', '"Unique-ID":"', 'Unique-ID', '\n', 'سلام', '😀', 'a', '\u2028');
    const word = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')));
    const beginnings = fc.constantFrom({ 'Event-Name': 'CHANNEL_ANSWER' }, { 'Event-Subclass': 'a::b', 'Event-Name': 'CUSTOM' }, { 'Core-UUID': 'x' });
    fc.assert(fc.property(beginnings, fc.dictionary(word, word, { noNullPrototype: true, maxKeys: 12 }), (first, rest) => {
      const whole: Record<string, string> = { ...first, ...rest };
      const bytes = Buffer.from(JSON.stringify(whole));
      const expected = JSON.parse(bytes.toString('utf8')) as Record<string, string>;
      const headers = new JsonHeaders(bytes);
      // An empty name, and one with an escaped character, is not one of FreeSWITCH's.
      for (const name of [...Object.keys(whole), 'Unique-ID', 'Event-Name']) {
        if (!/^[A-Za-z0-9_-]+$/.test(name)) continue;
        expect(headers.get(name)).toBe(Object.hasOwn(expected, name) ? expected[name] : '');
      }
    }), { numRuns: 2000 });
  });

  it('are read from JSON that is written differently, and absent from what is no JSON', () => {
    expect(json(event, 2).get('Unique-ID')).toBe('right');
    expect(new JsonHeaders(Buffer.from('{"Event-Name": "X", "Unique-ID": "right"}')).get('Unique-ID')).toBe('right');
    expect(new JsonHeaders(Buffer.from('{"Event-Name":"X","Unique-ID":')).get('Unique-ID')).toBe('');
    expect(new JsonHeaders(Buffer.from('not json')).name).toBe('');
    expect(new JsonHeaders(Buffer.from('null')).get('Unique-ID')).toBe('');
  });

  it('join a header that was set several times, as `event plain` does', () => {
    const headers = json({ 'Event-Name': 'X', 'variable_DP_MATCH': ['1', '2'], 'Unique-ID': 'u' });
    expect(headers.get('variable_DP_MATCH')).toBe('ARRAY::1|:2');
    expect(headers.get('Unique-ID')).toBe('u');
  });
});

describe('the headers of a plain event', () => {
  it('are decoded, with what cannot be decoded left as it is', () => {
    const headers = plain('Event-Name: X\nvariable_nice_name: %D8%B3%D9%84%D8%A7%D9%85%20100%25\nvariable_bad: 100% %zz %FF\nVersion: 1.10~a%20b');
    expect(headers.name).toBe('X');
    expect(headers.get('variable_nice_name')).toBe('سلام 100%');
    expect(headers.get('variable_bad')).toBe('100% %zz \ufffd');
    expect(headers.get('Version')).toBe('1.10~a b');
  });

  it('have the inner body cut by bytes', () => {
    expect(plain('Event-Name: X\nContent-Length: 5\n\nسل\nmore').get('_body')).toBe('سل\n');
    expect(plain('Event-Name: X').get('_body')).toBe('');
  });

  it('say what the same recorded event says in JSON', () => {
    const events = recordedFrames().filter((entry) => entry.head?.['Content-Type'] === 'text/event-plain');
    expect(events).toHaveLength(2);
    const [created, job] = events.map((entry) => plain(entry.body ?? ''));
    expect(created?.get('variable_nice_name')).toBe('سلام دنیا 100%');
    expect(created?.get('Unique-ID')).toBe('ced096f4-8eda-4604-9064-b7610743759b');
    expect(job?.get('_body')).toBe('+OK ced096f4-8eda-4604-9064-b7610743759b\n');
  });
});

describe('safeDecode', () => {
  it('undoes the encoding of any text, and throws for none', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(safeDecode(encodeURIComponent(text))).toBe(text);
    }));
    fc.assert(fc.property(fc.string(), fc.constantFrom('%', '%4', '%zz', '%C3', '%41'), (text, tail) => {
      expect(typeof safeDecode(`${text}${tail}`)).toBe('string');
    }));
  });
});

describe('kept headers', () => {
  it.each([
    ['json', 'text/event-json', '{"Event-Name":"X","Unique-ID":"right","variable_a":"b"}'],
    ['plain', 'text/event-plain', 'Event-Name: X\nUnique-ID: right\nvariable_a: b'],
  ])('of a %s event outlive its bytes', (_, contentType, text) => {
    const body = Buffer.from(text);
    const kept = eventIn({ contentType, head: '', body })?.kept();
    body.fill('x');
    expect([kept?.name, kept?.get('Unique-ID'), kept?.get('variable_a')]).toEqual(['X', 'right', 'b']);
  });
});

describe('eventIn', () => {
  it('takes only events for events', () => {
    const body = Buffer.from('{"Event-Name":"X"}');
    expect(eventIn({ contentType: 'text/event-json', head: '', body })?.name).toBe('X');
    expect(eventIn({ contentType: 'text/event-plain', head: '', body: Buffer.from('Event-Name: Y') })?.name).toBe('Y');
    expect(eventIn({ contentType: 'api/response', head: '', body })).toBeNull();
    expect(eventIn({ contentType: 'text/event-json', head: '', body: null })).toBeNull();
  });
});
