export * from './pacing';
export { decide } from './decide';
