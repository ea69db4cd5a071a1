export * from './pacing';
export { allReasons, type Circumstances, type Crew } from './all-reasons';
export { decide } from './decide';
