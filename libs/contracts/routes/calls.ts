import { callRecordQuery, callRecordTaken, switchParams } from '../call-records';
import { callerCard } from '../caller-card';
import { callerNumberList, callerNumberQuery } from '../caller-numbers';
import { call, callDetail, callFileQuery, callPage, callQuery, giveDisposition, moveCall, takeOutCall } from '../calls';
import { commandAnswer } from '../command-answers';
import { idParams, uuidParams } from '../common';
import type { Routes } from './route';

export const callsRoutes = {
  page: {
    tag: 'calls', method: 'GET', path: '/calls', access: 'own:calls', summary: 'Calls, the newest first; agents see their own', query: callQuery,
    answers: { kind: 'json', status: 200, schema: callPage },
  },
  file: {
    tag: 'calls', method: 'GET', path: '/calls.csv', access: 'own:calls', summary: 'The same as a file, all of them', query: callFileQuery,
    answers: { kind: 'csv' },
  },
  find: {
    tag: 'calls', method: 'GET', path: '/calls/:id', access: 'own:calls', summary: 'A call with what happened to it and its recordings',
    params: uuidParams, answers: { kind: 'json', status: 200, schema: callDetail },
  },
  caller: {
    tag: 'calls', method: 'GET', path: '/calls/:id/caller', access: 'own:calls',
    summary: 'Who it is: the contacts with the number, what campaigns still want of them, and the last calls; agents of their own calls', params: uuidParams,
    answers: { kind: 'json', status: 200, schema: callerCard },
  },
  hangup: {
    tag: 'calls', method: 'POST', path: '/calls/:id/hangup', access: 'own:work', summary: 'End a call: an agent their own, supervisors any',
    params: uuidParams, answers: { kind: 'command', schema: commandAnswer },
  },
  leaveMessage: {
    tag: 'calls', method: 'POST', path: '/calls/:id/leave-message', access: 'own:work',
    summary: 'The talk is with an answering machine: leave it the campaign\'s message, and be free at once', params: uuidParams, answers: { kind: 'command', schema: commandAnswer },
  },
  move: {
    tag: 'calls', method: 'POST', path: '/calls/:id/move', access: 'calls:control', summary: 'Send a caller who waits to another queue, with what they have waited',
    params: uuidParams, body: moveCall, answers: { kind: 'command', schema: commandAnswer },
  },
  answerNext: {
    tag: 'calls', method: 'POST', path: '/calls/:id/answer-next', access: 'calls:control', summary: 'Put a caller who waits before all others of their queue',
    params: uuidParams, answers: { kind: 'command', schema: commandAnswer },
  },
  takeOut: {
    tag: 'calls', method: 'POST', path: '/calls/:id/take-out', access: 'calls:control',
    summary: 'Tell a caller who waits that nobody comes, by a prompt, and end the call', params: uuidParams, body: takeOutCall,
    answers: { kind: 'command', schema: commandAnswer },
  },
  disposition: {
    tag: 'calls', method: 'POST', path: '/calls/:id/disposition', access: 'own:work',
    summary: 'Say what came of a call: an agent of their own, supervisors of any. Replaces one that the system gave', params: uuidParams,
    body: giveDisposition, answers: { kind: 'command', schema: call },
  },
} as const satisfies Routes;

export const recordingsRoutes = {
  audio: {
    tag: 'recordings', method: 'GET', path: '/recordings/:id/audio', access: 'recordings:fetch',
    summary: 'The sound of a recording, whole or a part of it; each time is in the audit trail', params: idParams,
    answers: { kind: 'sound', inParts: true },
  },
} as const satisfies Routes;

export const callRecordsRoutes = {
  take: {
    tag: 'switches', method: 'POST', path: '/switches/:switchId/call-records', access: 'public',
    summary: 'Take in a call record of the switch (mod_json_cdr); the same one twice is taken once', params: switchParams, query: callRecordQuery,
    answers: { kind: 'json', status: 200, schema: callRecordTaken }, fromSwitch: 'as mod_json_cdr writes it',
  },
} as const satisfies Routes;

export const commandsRoutes = {
  find: {
    tag: 'commands', method: 'GET', path: '/commands/:id', access: 'own:work',
    summary: 'What became of a command of mine that was answered with 202; supervisors see everybody\'s', params: uuidParams,
    answers: { kind: 'json', status: 200, schema: commandAnswer },
  },
} as const satisfies Routes;

export const callerNumbersRoutes = {
  all: {
    tag: 'caller numbers', method: 'GET', path: '/caller-numbers', access: 'campaigns:read',
    summary: 'How many calls each of our caller numbers made, and how many of them a network blocked; the most blocked first',
    query: callerNumberQuery, answers: { kind: 'json', status: 200, schema: callerNumberList },
  },
} as const satisfies Routes;
