import { idParams } from '../common';
import { assignFollowUp, finishFollowUp, followUp, followUpPage, followUpQuery, followUpRules, putFollowUpRules } from '../follow-ups';
import type { Routes } from './route';

export const followUpsRoutes = {
  rules: {
    tag: 'surveys', method: 'GET', path: '/questionnaires/:id/follow-up-rules', access: 'questionnaires:read', summary: 'From which score on somebody sees to it', params: idParams,
    answers: { kind: 'json', status: 200, schema: followUpRules },
  },
  putRules: {
    tag: 'surveys', method: 'PUT', path: '/questionnaires/:id/follow-up-rules', access: 'questionnaires:manage', summary: 'Say from which score on somebody sees to it, and by when', params: idParams,
    body: putFollowUpRules, answers: { kind: 'json', status: 200, schema: followUpRules },
  },
  page: {
    tag: 'surveys', method: 'GET', path: '/follow-ups', access: 'follow-ups:handle', summary: 'Low scores that somebody sees to, what is due first', query: followUpQuery,
    answers: { kind: 'json', status: 200, schema: followUpPage },
  },
  find: {
    tag: 'surveys', method: 'GET', path: '/follow-ups/:id', access: 'follow-ups:handle', summary: 'One of them', params: idParams, answers: { kind: 'json', status: 200, schema: followUp },
  },
  take: {
    tag: 'surveys', method: 'POST', path: '/follow-ups/:id/take', access: 'follow-ups:handle', summary: 'Make it yours, unless it is somebody else\'s', params: idParams,
    answers: { kind: 'json', status: 200, schema: followUp },
  },
  assign: {
    tag: 'surveys', method: 'POST', path: '/follow-ups/:id/assign', access: 'follow-ups:handle', summary: 'Give it to somebody, or another time', params: idParams, body: assignFollowUp,
    answers: { kind: 'json', status: 200, schema: followUp },
  },
  done: {
    tag: 'surveys', method: 'POST', path: '/follow-ups/:id/done', access: 'follow-ups:handle', summary: 'It has been seen to, by whoever took it', params: idParams, body: finishFollowUp,
    answers: { kind: 'json', status: 200, schema: followUp },
  },
} as const satisfies Routes;
