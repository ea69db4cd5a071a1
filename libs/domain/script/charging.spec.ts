import { chargingOf } from './charging';
import { end, menu, office, play, say, script } from './fixtures';

const queue = (queueId: string) => ({ kind: 'queue', queueId}) as const;
const charging = (of: Parameters<typeof script>[0], emergency: string): ReturnType<typeof chargingOf> => chargingOf(script(of, { emergency }), (queueId) => queueId === '8');

describe('where a caller is answered, and pays', () => {
  it('is the first thing that asks, plays or records, on each way', () => {
    expect(charging({ hours: office({ open: 'menu', closed: 'voicemail', holiday: 'hello' }), menu: menu({ 1: 'bye' }), voicemail: { kind: 'voicemail', say: say('speak'), longestSec: 60, next: 'bye' }, hello: play('hello', 'bye') }, 'menu'))
      .toEqual({ answers: [{ node: 'menu', because: 'asks' }, { node: 'voicemail', because: 'records' }, { node: 'hello', because: 'plays' }], rings: [] });
  });

  it('is not before somebody is there, where it only rings agents or a number', () => {
    expect(charging({ number: { kind: 'number', number: '+982112345678', gateway: null, ringSec: 20, failed: 'queue' }, queue: queue('7'), off: end(null) }, 'off'))
      .toEqual({ answers: [], rings: ['number', 'queue'] });
  });

  it('is the queue that plays to who waits', () => {
    expect(charging({ queue: queue('8') }, 'queue')).toEqual({ answers: [{ node: 'queue', because: 'queue-plays' }], rings: [] });
  });
});
