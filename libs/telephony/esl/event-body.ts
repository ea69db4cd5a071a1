import type { EventHeaders } from './event-headers';
import type { Frame } from './frame-parser';
import { JsonHeaders } from './json-headers';
import { PlainHeaders } from './plain-headers';

/** The event in a frame; null when the frame is something else. */
export function eventIn(frame: Frame): EventHeaders | null {
  if (frame.body === null) return null;
  switch (frame.contentType) {
    case 'text/event-json': return new JsonHeaders(frame.body);
    case 'text/event-plain': return new PlainHeaders(frame.body);
    default: return null;
  }
}
