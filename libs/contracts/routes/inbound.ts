import { idParams } from '../common';
import { createQueue, patchQueue, putQueueAgent, queue, queueAgent, queueAgentList, queueAgentParams, queuePage, queueQuery } from '../queues';
import type { Routes } from './route';

export const queuesRoutes = {
  create: {
    tag: 'queues', method: 'POST', path: '/queues', access: 'queues:manage',
    summary: 'Create a queue; what is left out gets a sensible default', body: createQueue, answers: { kind: 'json', status: 201, schema: queue },
  },
  page: {
    tag: 'queues', method: 'GET', path: '/queues', access: 'queues:read', summary: 'All queues, the oldest first', query: queueQuery,
    answers: { kind: 'json', status: 200, schema: queuePage },
  },
  find: {
    tag: 'queues', method: 'GET', path: '/queues/:id', access: 'queues:read', summary: 'A queue', params: idParams,
    answers: { kind: 'json', status: 200, schema: queue },
  },
  patch: {
    tag: 'queues', method: 'PATCH', path: '/queues/:id', access: 'queues:manage', summary: 'Change a queue', params: idParams, body: patchQueue,
    answers: { kind: 'json', status: 200, schema: queue },
  },
  remove: {
    tag: 'queues', method: 'DELETE', path: '/queues/:id', access: 'queues:manage', summary: 'Delete a queue that nobody waits in, serves or leads to',
    params: idParams, answers: { kind: 'nothing' },
  },
  agents: {
    tag: 'queues', method: 'GET', path: '/queues/:id/agents', access: 'queues:read', summary: 'Who serves it, in the order in which top-down asks them',
    params: idParams, answers: { kind: 'json', status: 200, schema: queueAgentList },
  },
  putAgent: {
    tag: 'queues', method: 'PUT', path: '/queues/:id/agents/:agentId', access: 'agents:manage', summary: 'Assign it to an agent, with their level and place in it',
    params: queueAgentParams, body: putQueueAgent, answers: { kind: 'json', status: 200, schema: queueAgent },
  },
  removeAgent: {
    tag: 'queues', method: 'DELETE', path: '/queues/:id/agents/:agentId', access: 'agents:manage', summary: 'Take it away from an agent',
    params: queueAgentParams, answers: { kind: 'nothing' },
  },
} as const satisfies Routes;
