import { idParams } from '../common';
import { voicemail, voicemailPage, voicemailQuery } from '../voicemails';
import type { Routes } from './route';

export const voicemailsRoutes = {
  page: {
    tag: 'voicemails', method: 'GET', path: '/voicemails', access: 'voicemails:handle', summary: 'Messages that callers have left, the newest first', query: voicemailQuery,
    answers: { kind: 'json', status: 200, schema: voicemailPage },
  },
  audio: {
    tag: 'voicemails', method: 'GET', path: '/voicemails/:id/audio', access: 'voicemails:handle',
    summary: 'The message itself, whole or a part of it; each time is in the audit trail', params: idParams, answers: { kind: 'sound', inParts: true },
  },
  done: {
    tag: 'voicemails', method: 'POST', path: '/voicemails/:id/done', access: 'voicemails:handle', summary: 'Somebody has seen to it; who did so first stays', params: idParams,
    answers: { kind: 'json', status: 200, schema: voicemail },
  },
  reopen: {
    tag: 'voicemails', method: 'POST', path: '/voicemails/:id/reopen', access: 'voicemails:handle', summary: 'It is still to be seen to', params: idParams,
    answers: { kind: 'json', status: 200, schema: voicemail },
  },
} as const satisfies Routes;
