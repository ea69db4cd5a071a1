import type { FiredEvent } from '../core/fired-event';

export type EventFormat = 'plain' | 'json';

function jsonBody(event: FiredEvent): string {
  const headers = event.blocks.map((block) => block.json).filter((text) => text !== '').join(',');
  if (event.body === null) return `{${headers}}`;
  return `{${headers},"Content-Length":"${Buffer.byteLength(event.body)}","_body":${JSON.stringify(event.body)}}`;
}

function plainBody(event: FiredEvent): string {
  const headers = event.blocks.map((block) => block.plain).join('');
  if (event.body === null) return `${headers}\n`;
  return `${headers}Content-Length: ${Buffer.byteLength(event.body)}\n\n${event.body}`;
}

function frame(contentType: string, body: string): string {
  return `Content-Length: ${Buffer.byteLength(body)}\nContent-Type: ${contentType}\n\n${body}`;
}

/** The bytes of an event on the wire. Serialised once per format, however many clients listen. */
export function eventFrame(event: FiredEvent, format: EventFormat): string {
  return format === 'json'
    ? event.jsonFrame ??= frame('text/event-json', jsonBody(event))
    : event.plainFrame ??= frame('text/event-plain', plainBody(event));
}

export function apiResponse(body: string): string {
  return `Content-Type: api/response\nContent-Length: ${Buffer.byteLength(body)}\n\n${body}`;
}

/** `extra` are further header lines of the reply (`Job-UUID: …`). */
export function commandReply(text: string, extra = ''): string {
  return `Content-Type: command/reply\nReply-Text: ${text}\n${extra}\n`;
}

const FAREWELL = 'Disconnected, goodbye.\nSee you at ClueCon! http://www.cluecon.com/\n';
export const AUTH_REQUEST = 'Content-Type: auth/request\n\n';
export const DISCONNECT_NOTICE = `Content-Type: text/disconnect-notice\nContent-Length: ${FAREWELL.length}\n\n${FAREWELL}`;
