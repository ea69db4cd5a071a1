import { idParams, pageQuery } from '../common';
import { contactWithHistory, patchContact } from '../contacts';
import {
  addDoNotCall, addDoNotCallAnswer, declineDoNotCall, doNotCallOfferPage, doNotCallPage, doNotCallParams, doNotCallQuery, removeDoNotCallQuery,
} from '../do-not-call';
import { importView, rejectionPage } from '../imports';
import { createList, list, listContactPage, listPage, listWithCounts } from '../lists';
import type { Routes } from './route';

export const listsRoutes = {
  create: {
    tag: 'lists', method: 'POST', path: '/lists', access: 'lists:manage', summary: 'Create a list', body: createList,
    answers: { kind: 'json', status: 201, schema: list },
  },
  page: {
    tag: 'lists', method: 'GET', path: '/lists', access: 'lists:read', summary: 'All lists, the newest first', query: pageQuery,
    answers: { kind: 'json', status: 200, schema: listPage },
  },
  find: {
    tag: 'lists', method: 'GET', path: '/lists/:id', access: 'lists:read', summary: 'A list with its counts', params: idParams,
    answers: { kind: 'json', status: 200, schema: listWithCounts },
  },
  contacts: {
    tag: 'lists', method: 'GET', path: '/lists/:id/contacts', access: 'lists:read', summary: 'Contacts of a list', params: idParams,
    query: pageQuery, answers: { kind: 'json', status: 200, schema: listContactPage },
  },
  remove: {
    tag: 'lists', method: 'DELETE', path: '/lists/:id', access: 'lists:manage', summary: 'Delete a list that no campaign uses; its contacts stay',
    params: idParams, answers: { kind: 'nothing' },
  },
} as const satisfies Routes;

export const importsRoutes = {
  upload: {
    tag: 'imports', method: 'POST', path: '/lists/:id/imports', access: 'lists:manage', summary: 'Upload a file of contacts into a list',
    params: idParams,
    form: {
      file: 'CSV or TSV in any common encoding; the first line names the columns',
      fields: { country: { example: 'IR', description: 'country of the numbers that are written without +' } },
    },
    answers: { kind: 'json', status: 202, schema: importView, description: 'Taken; ask for its progress.' },
  },
  find: {
    tag: 'imports', method: 'GET', path: '/imports/:id', access: 'lists:read', summary: 'How far an import is', params: idParams,
    answers: { kind: 'json', status: 200, schema: importView },
  },
  rejections: {
    tag: 'imports', method: 'GET', path: '/imports/:id/rejections', access: 'lists:read', summary: 'Rows that were not imported, and why',
    params: idParams, query: pageQuery, answers: { kind: 'json', status: 200, schema: rejectionPage },
  },
  rejectionsCsv: {
    tag: 'imports', method: 'GET', path: '/imports/:id/rejections.csv', access: 'lists:read', summary: 'The same as a file', params: idParams,
    answers: { kind: 'csv' },
  },
} as const satisfies Routes;

export const contactsRoutes = {
  find: {
    tag: 'contacts', method: 'GET', path: '/contacts/:id', access: 'contacts:read', summary: 'A contact with phones, fields and the latest calls',
    params: idParams, answers: { kind: 'json', status: 200, schema: contactWithHistory },
  },
  patch: {
    tag: 'contacts', method: 'PATCH', path: '/contacts/:id', access: 'contacts:manage', summary: 'Change a contact: name, phones, zone, fields',
    params: idParams, body: patchContact, answers: { kind: 'json', status: 200, schema: contactWithHistory },
  },
  remove: {
    tag: 'contacts', method: 'DELETE', path: '/contacts/:id', access: 'contacts:manage',
    summary: 'Delete a contact whom nobody has dialed, from all lists and campaigns; do-not-call entries stay', params: idParams,
    answers: { kind: 'nothing' },
  },
} as const satisfies Routes;

export const doNotCallRoutes = {
  page: {
    tag: 'do-not-call', method: 'GET', path: '/do-not-call', access: 'do-not-call:read',
    summary: 'Numbers that must not be called; `phone` asks for one', query: doNotCallQuery,
    answers: { kind: 'json', status: 200, schema: doNotCallPage },
  },
  add: {
    tag: 'do-not-call', method: 'POST', path: '/do-not-call', access: 'do-not-call:manage', summary: 'Put numbers on the list', body: addDoNotCall,
    answers: { kind: 'json', status: 200, schema: addDoNotCallAnswer },
  },
  offers: {
    tag: 'do-not-call', method: 'GET', path: '/do-not-call/offers', access: 'do-not-call:read',
    summary: 'Numbers whose people had the network say that our calls are not wanted (SIP 607), and that wait for a decision: until then they are not dialed',
    query: pageQuery, answers: { kind: 'json', status: 200, schema: doNotCallOfferPage },
  },
  accept: {
    tag: 'do-not-call', method: 'POST', path: '/do-not-call/offers/:phone/accept', access: 'do-not-call:manage',
    summary: 'Put a number that is offered on the list, as said by the person on a call', params: doNotCallParams, answers: { kind: 'nothing' },
  },
  decline: {
    tag: 'do-not-call', method: 'POST', path: '/do-not-call/offers/:phone/decline', access: 'do-not-call:overrule',
    summary: 'Say, with a reason, that a number that is offered may be called nevertheless', params: doNotCallParams, body: declineDoNotCall,
    answers: { kind: 'nothing' },
  },
  remove: {
    tag: 'do-not-call', method: 'DELETE', path: '/do-not-call/:phone', access: 'do-not-call:manage',
    summary: 'Take a number off the list, and say why; one whose person said no on a call only an administrator', params: doNotCallParams,
    query: removeDoNotCallQuery, answers: { kind: 'nothing' },
  },
} as const satisfies Routes;
