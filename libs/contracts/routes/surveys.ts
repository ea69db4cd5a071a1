import { idParams, pageQuery, uuidParams } from '../common';
import { beginInterview, interview, interviewStep } from '../interviews';
import {
  createQuestionnaire, patchQuestionnaire, previewQuestionnaire, questionnaire, questionnaireCheck, questionnairePage, questionnairePreview, questionnaireVersion,
  questionnaireVersionList, questionnaireVersionParams,
} from '../questionnaires';
import type { Routes } from './route';

export const questionnairesRoutes = {
  create: {
    tag: 'questionnaires', method: 'POST', path: '/questionnaires', access: 'questionnaires:manage', summary: 'Create a questionnaire as a draft, which is put to nobody yet',
    body: createQuestionnaire, answers: { kind: 'json', status: 201, schema: questionnaire },
  },
  page: {
    tag: 'questionnaires', method: 'GET', path: '/questionnaires', access: 'questionnaires:read', summary: 'All questionnaires, the oldest first', query: pageQuery,
    answers: { kind: 'json', status: 200, schema: questionnairePage },
  },
  find: {
    tag: 'questionnaires', method: 'GET', path: '/questionnaires/:id', access: 'questionnaires:read', summary: 'A questionnaire: its draft, and what is published of it',
    params: idParams, answers: { kind: 'json', status: 200, schema: questionnaire },
  },
  patch: {
    tag: 'questionnaires', method: 'PATCH', path: '/questionnaires/:id', access: 'questionnaires:manage',
    summary: 'Change the draft, or the name; what is published stays as it is', params: idParams, body: patchQuestionnaire,
    answers: { kind: 'json', status: 200, schema: questionnaire },
  },
  remove: {
    tag: 'questionnaires', method: 'DELETE', path: '/questionnaires/:id', access: 'questionnaires:manage', summary: 'Delete a questionnaire that was never published',
    params: idParams, answers: { kind: 'nothing' },
  },
  check: {
    tag: 'questionnaires', method: 'GET', path: '/questionnaires/:id/check', access: 'questionnaires:read', summary: 'What publishing would say of the draft',
    params: idParams, answers: { kind: 'json', status: 200, schema: questionnaireCheck },
  },
  preview: {
    tag: 'questionnaires', method: 'POST', path: '/questionnaires/:id/preview', access: 'questionnaires:read',
    summary: 'What is asked next after these answers, as in an interview; nothing is kept', params: idParams, body: previewQuestionnaire,
    answers: { kind: 'json', status: 200, schema: questionnairePreview },
  },
  publish: {
    tag: 'questionnaires', method: 'POST', path: '/questionnaires/:id/publish', access: 'questionnaires:manage',
    summary: 'Publish the draft as the next version: interviews that begin from now on have it, those under way go on in theirs', params: idParams,
    answers: { kind: 'json', status: 201, schema: questionnaireVersion },
  },
  versions: {
    tag: 'questionnaires', method: 'GET', path: '/questionnaires/:id/versions', access: 'questionnaires:read', summary: 'What was published, the newest first',
    params: idParams, answers: { kind: 'json', status: 200, schema: questionnaireVersionList },
  },
  version: {
    tag: 'questionnaires', method: 'GET', path: '/questionnaires/:id/versions/:version', access: 'questionnaires:read', summary: 'One version, which never changes',
    params: questionnaireVersionParams, answers: { kind: 'json', status: 200, schema: questionnaireVersion },
  },
  publishAgain: {
    tag: 'questionnaires', method: 'POST', path: '/questionnaires/:id/versions/:version/publish', access: 'questionnaires:manage',
    summary: 'Bring an earlier version back, as the next one; the draft stays', params: questionnaireVersionParams, answers: { kind: 'json', status: 201, schema: questionnaireVersion },
  },
  clone: {
    tag: 'questionnaires', method: 'POST', path: '/questionnaires/:id/versions/:version/clone', access: 'questionnaires:manage',
    summary: 'Put a version in the place of the draft, to go on from it', params: questionnaireVersionParams, answers: { kind: 'json', status: 200, schema: questionnaire },
  },
} as const satisfies Routes;

export const interviewsRoutes = {
  begin: {
    tag: 'interviews', method: 'POST', path: '/calls/:id/interview', access: 'own:work',
    summary: 'Begin the questionnaire of the call\'s campaign, or go on where it stopped in an earlier call; the agent who talks', params: uuidParams, body: beginInterview,
    answers: { kind: 'json', status: 200, schema: interview },
  },
  find: {
    tag: 'interviews', method: 'GET', path: '/calls/:id/interview', access: 'own:calls', summary: 'What an agent has before them on a call; for others where the answers are not confidential',
    params: uuidParams, answers: { kind: 'json', status: 200, schema: interview },
  },
  step: {
    tag: 'interviews', method: 'POST', path: '/calls/:id/interview/steps', access: 'own:work',
    summary: 'One answer, correction, skip or stop, kept at once; the same one twice is kept once', params: uuidParams, body: interviewStep,
    answers: { kind: 'json', status: 200, schema: interview },
  },
} as const satisfies Routes;
