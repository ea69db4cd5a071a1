export * from './pacing';
export { decide } from './decide';
export { inWords } from './in-words';
