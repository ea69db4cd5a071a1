import { FiredEvent } from '../core/fired-event';
import { HeaderBlock } from '../core/header-block';
import { apiResponse, commandReply, eventFrame } from './frame-writer';

const job = (): FiredEvent => new FiredEvent('BACKGROUND_JOB', null, [new HeaderBlock([['Event-Name', 'BACKGROUND_JOB']]), new HeaderBlock([]), new HeaderBlock([['Job-UUID', 'a b']])], '+OK é\n', 1);

describe('frames', () => {
  it('of a plain event carry its body behind a length of its own', () => {
    const body = 'Event-Name: BACKGROUND_JOB\nJob-UUID: a%20b\nContent-Length: 7\n\n+OK é\n';
    expect(eventFrame(job(), 'plain')).toBe(`Content-Length: ${Buffer.byteLength(body)}\nContent-Type: text/event-plain\n\n${body}`);
  });

  it('of a JSON event carry it under _body', () => {
    const [head, body = ''] = eventFrame(job(), 'json').split('\n\n');
    expect(head).toBe(`Content-Length: ${Buffer.byteLength(body)}\nContent-Type: text/event-json`);
    expect(JSON.parse(body)).toEqual({ 'Event-Name': 'BACKGROUND_JOB', 'Job-UUID': 'a b', 'Content-Length': '7', _body: '+OK é\n' });
  });

  it('are written once per format', () => {
    const event = job();
    expect(eventFrame(event, 'json')).toBe(eventFrame(event, 'json'));
    expect(event.plainFrame).toBeUndefined();
  });

  it('of replies and responses', () => {
    expect(commandReply('+OK Job-UUID: j', 'Job-UUID: j\n')).toBe('Content-Type: command/reply\nReply-Text: +OK Job-UUID: j\nJob-UUID: j\n\n');
    expect(apiResponse('é')).toBe('Content-Type: api/response\nContent-Length: 2\n\né');
  });
});
