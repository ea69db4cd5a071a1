import { idParams } from '../common';
import { answerFileParams, putCommentTags, surveyComment, surveyCommentPage, surveyCommentParams, surveyCommentQuery, surveyResultQuery, surveyResults } from '../survey-results';
import type { Routes } from './route';

export const surveyResultsRoutes = {
  results: {
    tag: 'surveys', method: 'GET', path: '/questionnaires/:id/results', access: 'questionnaires:read',
    summary: 'What people answered: scores and shares with their intervals, how far they came; each version and delivery for itself', params: idParams, query: surveyResultQuery,
    answers: { kind: 'json', status: 200, schema: surveyResults },
  },
  file: {
    tag: 'surveys', method: 'GET', path: '/questionnaires/:id/versions/:version/answers.csv', access: 'questionnaires:read',
    summary: 'The answers as a file: with the person, without, or, of an anonymous one, counted', params: answerFileParams, answers: { kind: 'csv' },
  },
  comments: {
    tag: 'surveys', method: 'GET', path: '/questionnaires/:id/comments', access: 'questionnaires:read', summary: 'What people said in their own words, the newest first', params: idParams,
    query: surveyCommentQuery, answers: { kind: 'json', status: 200, schema: surveyCommentPage },
  },
  commentAudio: {
    tag: 'surveys', method: 'GET', path: '/interviews/:id/comments/:question/audio', access: 'recordings:fetch',
    summary: 'A spoken comment, whole or a part of it; each time is in the audit trail', params: surveyCommentParams, answers: { kind: 'sound', inParts: true },
  },
  putTags: {
    tag: 'surveys', method: 'PUT', path: '/interviews/:id/comments/:question/tags', access: 'follow-ups:handle', summary: 'Say what a comment is about', params: surveyCommentParams,
    body: putCommentTags, answers: { kind: 'json', status: 200, schema: surveyComment },
  },
} as const satisfies Routes;
