export * from './catalogue';
export * from './connections';
export * from './producers';
export * from './processors';
export * from './event-stream';
export * from './publisher';
export { FIRST_EVENT_ID, isAfter } from './event-id';
