import { idParams, pageQuery, uuidParams } from '../common';
import { callSurvey, createSurveyRule, patchSurveyRule, surveyRule, surveyRulePage } from '../survey-rules';
import type { Routes } from './route';

export const surveyRulesRoutes = {
  create: {
    tag: 'surveys', method: 'POST', path: '/survey-rules', access: 'questionnaires:manage', summary: 'Have talks of a queue or campaign asked about: one rule each', body: createSurveyRule,
    answers: { kind: 'json', status: 201, schema: surveyRule },
  },
  page: {
    tag: 'surveys', method: 'GET', path: '/survey-rules', access: 'questionnaires:read', summary: 'Which talks are asked about', query: pageQuery,
    answers: { kind: 'json', status: 200, schema: surveyRulePage },
  },
  find: {
    tag: 'surveys', method: 'GET', path: '/survey-rules/:id', access: 'questionnaires:read', summary: 'One of these rules', params: idParams,
    answers: { kind: 'json', status: 200, schema: surveyRule },
  },
  patch: {
    tag: 'surveys', method: 'PATCH', path: '/survey-rules/:id', access: 'questionnaires:manage', summary: 'Change a rule: it counts within seconds', params: idParams, body: patchSurveyRule,
    answers: { kind: 'json', status: 200, schema: surveyRule },
  },
  remove: {
    tag: 'surveys', method: 'DELETE', path: '/survey-rules/:id', access: 'questionnaires:manage', summary: 'Ask no more about these talks', params: idParams, answers: { kind: 'nothing' },
  },
  ofCall: {
    tag: 'surveys', method: 'GET', path: '/calls/:id/survey', access: 'questionnaires:read', summary: 'Whether a call was asked, and why not', params: uuidParams,
    answers: { kind: 'json', status: 200, schema: callSurvey },
  },
} as const satisfies Routes;
