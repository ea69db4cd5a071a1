export * from './catalogue';
export * from './connections';
export * from './producers';
export * from './processors';
export * from './event-stream';
export * from './publisher';
