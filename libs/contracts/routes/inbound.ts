import { commandAnswer } from '../command-answers';
import { idParams, pageQuery } from '../common';
import { callMeWithFlow, createFlow, flow, flowCheck, flowHours, flowHoursQuery, flowPage, flowVersion, flowVersionList, flowVersionParams, patchFlow } from '../flows';
import { closeInbound, createInboundNumber, inboundNumber, inboundNumberPage, inboundState, patchInboundNumber, setUpWhoCalled, whoCalled } from '../inbound';
import { moveCallback, queueCallback, queueCallbackList, queueCallbackParams, queueCallbackQuery } from '../queue-callbacks';
import { createQueue, patchQueue, putQueueAgent, queue, queueAgent, queueAgentList, queueAgentParams, queueDay, queueDayQuery, queueFigures, queuePage, queueQuery, waitingCallers } from '../queues';
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
  figures: {
    tag: 'queues', method: 'GET', path: '/queues/:id/figures', access: 'queues:read',
    summary: 'Who waits and how long, the service level today and of the last 15 minutes, what its agents do', params: idParams,
    answers: { kind: 'json', status: 200, schema: queueFigures },
  },
  day: {
    tag: 'queues', method: 'GET', path: '/queues/:id/day', access: 'queues:read', summary: 'What became of the callers of a day, in all and by quarters of an hour',
    params: idParams, query: queueDayQuery, answers: { kind: 'json', status: 200, schema: queueDay },
  },
  waiting: {
    tag: 'queues', method: 'GET', path: '/queues/:id/waiting', access: 'queues:read', summary: 'Who waits in it, in the order in which they are served',
    params: idParams, answers: { kind: 'json', status: 200, schema: waitingCallers },
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
  callbacks: {
    tag: 'queues', method: 'GET', path: '/queues/:id/callbacks', access: 'queues:read', summary: 'Callers who hung up and keep the place, until they are called',
    params: idParams, query: queueCallbackQuery, answers: { kind: 'json', status: 200, schema: queueCallbackList },
  },
  moveCallback: {
    tag: 'queues', method: 'POST', path: '/queues/:id/callbacks/:callbackId/move', access: 'calls:control', summary: 'Have another queue call them back, with their place; not while they are called',
    params: queueCallbackParams, body: moveCallback, answers: { kind: 'json', status: 200, schema: queueCallback },
  },
  cancelCallback: {
    tag: 'queues', method: 'DELETE', path: '/queues/:id/callbacks/:callbackId', access: 'calls:control', summary: 'Call them back no more; not while they are called',
    params: queueCallbackParams, answers: { kind: 'nothing' },
  },
} as const satisfies Routes;

export const flowsRoutes = {
  create: {
    tag: 'flows', method: 'POST', path: '/flows', access: 'flows:manage', summary: 'Create a flow as a draft, which runs nowhere yet', body: createFlow,
    answers: { kind: 'json', status: 201, schema: flow },
  },
  page: {
    tag: 'flows', method: 'GET', path: '/flows', access: 'flows:read', summary: 'All flows, the oldest first', query: pageQuery,
    answers: { kind: 'json', status: 200, schema: flowPage },
  },
  find: {
    tag: 'flows', method: 'GET', path: '/flows/:id', access: 'flows:read', summary: 'A flow: its draft, and what is published of it', params: idParams,
    answers: { kind: 'json', status: 200, schema: flow },
  },
  patch: {
    tag: 'flows', method: 'PATCH', path: '/flows/:id', access: 'flows:manage', summary: 'Change the draft, or the name; what is published stays as it is',
    params: idParams, body: patchFlow, answers: { kind: 'json', status: 200, schema: flow },
  },
  remove: {
    tag: 'flows', method: 'DELETE', path: '/flows/:id', access: 'flows:manage', summary: 'Delete a flow that was never published', params: idParams,
    answers: { kind: 'nothing' },
  },
  check: {
    tag: 'flows', method: 'GET', path: '/flows/:id/check', access: 'flows:read', summary: 'What publishing would say of the draft, and from where on callers would pay',
    params: idParams, answers: { kind: 'json', status: 200, schema: flowCheck },
  },
  hours: {
    tag: 'flows', method: 'GET', path: '/flows/:id/hours', access: 'flows:read', summary: 'Whether it is open, closed or on holiday at a time, and when it opens next',
    params: idParams, query: flowHoursQuery, answers: { kind: 'json', status: 200, schema: flowHours },
  },
  publish: {
    tag: 'flows', method: 'POST', path: '/flows/:id/publish', access: 'flows:manage',
    summary: 'Publish the draft as the next version: calls that come in from now on run it, those under way go on in theirs', params: idParams,
    answers: { kind: 'json', status: 201, schema: flowVersion },
  },
  callMe: {
    tag: 'flows', method: 'POST', path: '/flows/:id/call-me', access: 'flows:manage',
    summary: 'Ring your own phone through the draft as it is now; nobody else is called, waits or is counted', params: idParams, body: callMeWithFlow,
    answers: { kind: 'command', schema: commandAnswer },
  },
  versions: {
    tag: 'flows', method: 'GET', path: '/flows/:id/versions', access: 'flows:read', summary: 'What was published, the newest first', params: idParams,
    answers: { kind: 'json', status: 200, schema: flowVersionList },
  },
  version: {
    tag: 'flows', method: 'GET', path: '/flows/:id/versions/:version', access: 'flows:read', summary: 'One version, which never changes', params: flowVersionParams,
    answers: { kind: 'json', status: 200, schema: flowVersion },
  },
  publishAgain: {
    tag: 'flows', method: 'POST', path: '/flows/:id/versions/:version/publish', access: 'flows:manage',
    summary: 'Bring an earlier version back, as the next one; the draft stays', params: flowVersionParams, answers: { kind: 'json', status: 201, schema: flowVersion },
  },
} as const satisfies Routes;

export const inboundNumbersRoutes = {
  create: {
    tag: 'inbound', method: 'POST', path: '/inbound-numbers', access: 'inbound:manage', summary: 'Have a number of ours run a flow', body: createInboundNumber,
    answers: { kind: 'json', status: 201, schema: inboundNumber },
  },
  page: {
    tag: 'inbound', method: 'GET', path: '/inbound-numbers', access: 'inbound:read', summary: 'All numbers that callers reach us by', query: pageQuery,
    answers: { kind: 'json', status: 200, schema: inboundNumberPage },
  },
  find: {
    tag: 'inbound', method: 'GET', path: '/inbound-numbers/:id', access: 'inbound:read', summary: 'One of them', params: idParams,
    answers: { kind: 'json', status: 200, schema: inboundNumber },
  },
  patch: {
    tag: 'inbound', method: 'PATCH', path: '/inbound-numbers/:id', access: 'inbound:manage', summary: 'Give it another flow, other limits, another name',
    params: idParams, body: patchInboundNumber, answers: { kind: 'json', status: 200, schema: inboundNumber },
  },
  remove: {
    tag: 'inbound', method: 'DELETE', path: '/inbound-numbers/:id', access: 'inbound:manage', summary: 'Take no more calls to it', params: idParams,
    answers: { kind: 'nothing' },
  },
  close: {
    tag: 'inbound', method: 'POST', path: '/inbound-numbers/:id/close', access: 'inbound:close',
    summary: 'Close it in an emergency: calls that come in from now on begin where its flow says; an earlier closure stands', params: idParams, body: closeInbound,
    answers: { kind: 'json', status: 200, schema: inboundNumber },
  },
  open: {
    tag: 'inbound', method: 'POST', path: '/inbound-numbers/:id/open', access: 'inbound:close', summary: 'Open it again', params: idParams,
    answers: { kind: 'json', status: 200, schema: inboundNumber },
  },
  whoCalled: {
    tag: 'campaigns', method: 'POST', path: '/campaigns/:id/who-called', access: 'inbound:manage',
    summary: 'Have the number that it shows say who called, offer a key that ends it, and lead to the campaign\'s agents; what is there stays', params: idParams,
    body: setUpWhoCalled, answers: { kind: 'json', status: 200, schema: whoCalled },
  },
} as const satisfies Routes;

export const inboundRoutes = {
  state: {
    tag: 'inbound', method: 'GET', path: '/inbound', access: 'inbound:read', summary: 'Whether all numbers are closed, by whom, when and why',
    answers: { kind: 'json', status: 200, schema: inboundState },
  },
  close: {
    tag: 'inbound', method: 'POST', path: '/inbound/close', access: 'inbound:close', summary: 'Close all numbers at once in an emergency', body: closeInbound,
    answers: { kind: 'json', status: 200, schema: inboundState },
  },
  open: {
    tag: 'inbound', method: 'POST', path: '/inbound/open', access: 'inbound:close', summary: 'Open them again; those that are closed by themselves stay so',
    answers: { kind: 'json', status: 200, schema: inboundState },
  },
} as const satisfies Routes;
