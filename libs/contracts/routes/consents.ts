import { idParams } from '../common';
import { consentRecord, giveConsent, revokeConsent } from '../consents';
import type { Routes } from './route';

export const consentsRoutes = {
  find: {
    tag: 'contacts', method: 'GET', path: '/contacts/:id/consents', access: 'contacts:read', summary: 'What a contact has agreed to, and everything that was said',
    params: idParams, answers: { kind: 'json', status: 200, schema: consentRecord },
  },
  give: {
    tag: 'contacts', method: 'POST', path: '/contacts/:id/consents', access: 'contacts:manage', summary: 'Record a consent with its proof',
    params: idParams, body: giveConsent, answers: { kind: 'json', status: 201, schema: consentRecord },
  },
  revoke: {
    tag: 'contacts', method: 'POST', path: '/contacts/:id/consents/revocations', access: 'do-not-call:manage', summary: 'Record that a contact takes back what they agreed to, all or a part of it',
    params: idParams, body: revokeConsent, answers: { kind: 'json', status: 201, schema: consentRecord },
  },
} as const satisfies Routes;
