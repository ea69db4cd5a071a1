import { auditPage, auditQuery } from '../audit';
import { live, ready } from '../health';
import type { Routes } from './route';

export const auditRoutes = {
  page: {
    tag: 'audit', method: 'GET', path: '/audit', access: 'audit:read', summary: 'Who changed what, from what to what, and when; the newest first',
    query: auditQuery, answers: { kind: 'json', status: 200, schema: auditPage },
  },
} as const satisfies Routes;

export const healthRoutes = {
  live: {
    tag: null, method: 'GET', path: '/health/live', access: 'public', summary: 'The process answers',
    answers: { kind: 'json', status: 200, schema: live },
  },
  ready: {
    tag: null, method: 'GET', path: '/health/ready', access: 'public', summary: 'Database and Redis answer',
    answers: { kind: 'json', status: 200, schema: ready },
  },
} as const satisfies Routes;
