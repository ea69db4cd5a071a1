import { callingWindow } from '../calling-window';
import { campaignFigures, campaignPage, campaignQuery, campaignWithLists, createCampaign, patchCampaign } from '../campaigns';
import { idParams } from '../common';
import { campaignPacing, pacingQuery, pacingReplay, replayPacing } from '../pacing';
import { targetPage, targetQuery } from '../targets';
import type { Routes } from './route';

export const campaignsRoutes = {
  create: {
    tag: 'campaigns', method: 'POST', path: '/campaigns', access: 'campaigns:manage',
    summary: 'Create a campaign; what is left out gets a sensible default', body: createCampaign,
    answers: { kind: 'json', status: 201, schema: campaignWithLists },
  },
  page: {
    tag: 'campaigns', method: 'GET', path: '/campaigns', access: 'campaigns:read', summary: 'All campaigns, the newest first',
    query: campaignQuery, answers: { kind: 'json', status: 200, schema: campaignPage },
  },
  find: {
    tag: 'campaigns', method: 'GET', path: '/campaigns/:id', access: 'campaigns:read', summary: 'A campaign and its lists', params: idParams,
    answers: { kind: 'json', status: 200, schema: campaignWithLists },
  },
  patch: {
    tag: 'campaigns', method: 'PATCH', path: '/campaigns/:id', access: 'campaigns:manage', summary: 'Change a campaign that is a draft or paused',
    params: idParams, body: patchCampaign, answers: { kind: 'json', status: 200, schema: campaignWithLists },
  },
  remove: {
    tag: 'campaigns', method: 'DELETE', path: '/campaigns/:id', access: 'campaigns:manage',
    summary: 'Delete a draft: a campaign that was never started', params: idParams, answers: { kind: 'nothing' },
  },
  start: {
    tag: 'campaigns', method: 'POST', path: '/campaigns/:id/start', access: 'campaigns:manage',
    summary: 'Start a draft: its lists become targets, and it dials', params: idParams,
    answers: { kind: 'json', status: 200, schema: campaignWithLists },
  },
  pause: {
    tag: 'campaigns', method: 'POST', path: '/campaigns/:id/pause', access: 'campaigns:manage',
    summary: 'Dial nothing new; calls that are up go on', params: idParams, answers: { kind: 'json', status: 200, schema: campaignWithLists },
  },
  resume: {
    tag: 'campaigns', method: 'POST', path: '/campaigns/:id/resume', access: 'campaigns:manage',
    summary: 'Go on, with contacts that came into its lists meanwhile', params: idParams,
    answers: { kind: 'json', status: 200, schema: campaignWithLists },
  },
  stop: {
    tag: 'campaigns', method: 'POST', path: '/campaigns/:id/stop', access: 'campaigns:manage',
    summary: 'End it for good; calls that nobody has answered yet are called off', params: idParams,
    answers: { kind: 'json', status: 200, schema: campaignWithLists },
  },
  window: {
    tag: 'campaigns', method: 'GET', path: '/campaigns/:id/calling-window', access: 'campaigns:read',
    summary: 'When its contacts can be called, place by place: its own hours within the law\'s, and which law', params: idParams,
    answers: { kind: 'json', status: 200, schema: callingWindow },
  },
  figures: {
    tag: 'campaigns', method: 'GET', path: '/campaigns/:id/figures', access: 'campaigns:read',
    summary: 'What came of it so far, and what goes on now', params: idParams, answers: { kind: 'json', status: 200, schema: campaignFigures },
  },
} as const satisfies Routes;

export const campaignTargetsRoutes = {
  page: {
    tag: 'campaigns', method: 'GET', path: '/campaigns/:id/targets', access: 'contacts:read',
    summary: 'Its contacts as targets: state, attempts, result; why each is not called now, and until when', params: idParams, query: targetQuery,
    answers: { kind: 'json', status: 200, schema: targetPage },
  },
} as const satisfies Routes;

export const campaignPacingRoutes = {
  pacing: {
    tag: 'campaigns', method: 'GET', path: '/campaigns/:id/pacing', access: 'campaigns:read',
    summary: 'Why it dials as much as it does: the law\'s budget, the newest decision, and those of the last day', params: idParams,
    query: pacingQuery, answers: { kind: 'json', status: 200, schema: campaignPacing },
  },
  replay: {
    tag: 'campaigns', method: 'POST', path: '/campaigns/:id/pacing/replay', access: 'campaigns:manage',
    summary: 'What other settings would have dialed at the same moments of the last day; changes nothing', params: idParams, body: replayPacing,
    answers: { kind: 'json', status: 200, schema: pacingReplay },
  },
} as const satisfies Routes;
