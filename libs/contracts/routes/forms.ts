import { idParams } from '../common';
import { beginForm, createForm, form, formList, formParams, formSheet, linkParams, openForm, patchForm, resumeForm, stepForm } from '../forms';
import type { Routes } from './route';

export const formsRoutes = {
  create: {
    tag: 'surveys', method: 'POST', path: '/questionnaires/:id/forms', access: 'questionnaires:manage', summary: 'Have an anonymous questionnaire answered at a link, by staff, without a login',
    params: idParams, body: createForm, answers: { kind: 'json', status: 201, schema: form },
  },
  all: {
    tag: 'surveys', method: 'GET', path: '/questionnaires/:id/forms', access: 'questionnaires:manage', summary: 'Its links', params: idParams, answers: { kind: 'json', status: 200, schema: formList },
  },
  patch: {
    tag: 'surveys', method: 'PATCH', path: '/questionnaires/:id/forms/:formId', access: 'questionnaires:manage', summary: 'Open a link, or close it, at another time', params: formParams, body: patchForm,
    answers: { kind: 'json', status: 200, schema: form },
  },
  open: {
    tag: 'surveys', method: 'GET', path: '/forms/:link', access: 'public', summary: 'Whether a form is open, and its languages', params: linkParams, answers: { kind: 'json', status: 200, schema: openForm },
  },
  begin: {
    tag: 'surveys', method: 'POST', path: '/forms/:link/begin', access: 'public', summary: 'Begin to answer; nothing is kept of who does', params: linkParams, body: beginForm,
    answers: { kind: 'json', status: 201, schema: formSheet },
  },
  resume: {
    tag: 'surveys', method: 'POST', path: '/forms/:link/resume', access: 'public', summary: 'Go on where this browser stopped', params: linkParams, body: resumeForm,
    answers: { kind: 'json', status: 200, schema: formSheet },
  },
  step: {
    tag: 'surveys', method: 'POST', path: '/forms/:link/steps', access: 'public', summary: 'One answer, correction or skip, kept at once', params: linkParams, body: stepForm,
    answers: { kind: 'json', status: 200, schema: formSheet },
  },
  page: { tag: null, method: 'GET', path: '/forms/:link', access: 'public', summary: 'The form itself', params: linkParams, answers: { kind: 'page' } },
} as const satisfies Routes;
