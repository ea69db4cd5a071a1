import { switchParams } from '../call-records';
import { dialing, stopDialing } from '../dialing';
import { createDisposition, disposition, dispositionList, dispositionParams, patchDisposition } from '../dispositions';
import { createGateway, gateway, gatewayList, gatewayParams, patchGateway, switchGatewayParams } from '../gateways';
import { addHoliday, holidayList, holidayParams, holidayQuery, importHolidays, importHolidaysAnswer, removeHolidayQuery } from '../holidays';
import { prompt, promptList, promptListQuery, promptParams, promptQuery, spokenPrompt } from '../prompts';
import type { Routes } from './route';

export const gatewaysRoutes = {
  all: {
    tag: 'gateways', method: 'GET', path: '/gateways', access: 'gateways:read', summary: 'All gateways of all switches, and their limits',
    answers: { kind: 'json', status: 200, schema: gatewayList },
  },
  create: {
    tag: 'gateways', method: 'POST', path: '/gateways', access: 'gateways:manage', summary: 'Make a gateway of the switch known, with its limits',
    body: createGateway, answers: { kind: 'json', status: 201, schema: gateway },
  },
  find: {
    tag: 'gateways', method: 'GET', path: '/gateways/:name', access: 'gateways:read', summary: 'One gateway', params: gatewayParams,
    answers: { kind: 'json', status: 200, schema: gateway },
  },
  patch: {
    tag: 'gateways', method: 'PATCH', path: '/gateways/:name', access: 'gateways:manage', summary: 'Change the limits, disable or enable',
    params: gatewayParams, body: patchGateway, answers: { kind: 'json', status: 200, schema: gateway },
  },
  remove: {
    tag: 'gateways', method: 'DELETE', path: '/gateways/:name', access: 'gateways:manage', summary: 'Forget a gateway that nothing uses',
    params: gatewayParams, answers: { kind: 'nothing' },
  },
} as const satisfies Routes;

export const switchGatewaysRoutes = {
  all: {
    tag: 'gateways', method: 'GET', path: '/switches/:switchId/gateways', access: 'gateways:read', summary: 'The gateways of one switch',
    params: switchParams, answers: { kind: 'json', status: 200, schema: gatewayList },
  },
  create: {
    tag: 'gateways', method: 'POST', path: '/switches/:switchId/gateways', access: 'gateways:manage',
    summary: 'Make a gateway of this switch known, with its limits', params: switchParams, body: createGateway,
    answers: { kind: 'json', status: 201, schema: gateway },
  },
  find: {
    tag: 'gateways', method: 'GET', path: '/switches/:switchId/gateways/:name', access: 'gateways:read', summary: 'One gateway of this switch',
    params: switchGatewayParams, answers: { kind: 'json', status: 200, schema: gateway },
  },
  patch: {
    tag: 'gateways', method: 'PATCH', path: '/switches/:switchId/gateways/:name', access: 'gateways:manage',
    summary: 'Change the limits, disable or enable', params: switchGatewayParams, body: patchGateway, answers: { kind: 'json', status: 200, schema: gateway },
  },
  remove: {
    tag: 'gateways', method: 'DELETE', path: '/switches/:switchId/gateways/:name', access: 'gateways:manage',
    summary: 'Forget a gateway that nothing uses', params: switchGatewayParams, answers: { kind: 'nothing' },
  },
} as const satisfies Routes;

export const promptsRoutes = {
  all: {
    tag: 'prompts', method: 'GET', path: '/prompts', access: 'prompts:read', summary: 'All prompts of the folder that is shared with the switch', query: promptListQuery,
    answers: { kind: 'json', status: 200, schema: promptList },
  },
  upload: {
    tag: 'prompts', method: 'POST', path: '/prompts', access: 'prompts:manage', summary: 'Upload a prompt; the switch can play it at once',
    query: promptQuery,
    form: {
      file: 'WAV; what browsers record and people have (WebM, Ogg, MP3, M4A, FLAC) is made into it where the converter is installed',
      fields: { name: { example: 'spring-offer-en.wav', description: 'left out: the name of the file, ending in .wav' } },
    },
    answers: { kind: 'json', status: 201, schema: prompt },
  },
  speak: {
    tag: 'prompts', method: 'POST', path: '/prompts/spoken', access: 'prompts:manage', summary: 'Have a text spoken as a prompt; the switch can play it at once',
    query: promptQuery, body: spokenPrompt, answers: { kind: 'json', status: 201, schema: prompt },
  },
  audio: {
    tag: 'prompts', method: 'GET', path: '/prompts/:name/audio', access: 'prompts:read', summary: 'The sound itself', params: promptParams,
    answers: { kind: 'sound', inParts: false },
  },
  remove: {
    tag: 'prompts', method: 'DELETE', path: '/prompts/:name', access: 'prompts:manage', summary: 'Delete a prompt that nothing uses',
    params: promptParams, answers: { kind: 'nothing' },
  },
} as const satisfies Routes;

export const dispositionsRoutes = {
  all: {
    tag: 'dispositions', method: 'GET', path: '/dispositions', access: 'dispositions:read', summary: 'What an agent can say came of a call',
    answers: { kind: 'json', status: 200, schema: dispositionList },
  },
  create: {
    tag: 'dispositions', method: 'POST', path: '/dispositions', access: 'dispositions:manage', summary: 'Create a disposition',
    body: createDisposition, answers: { kind: 'json', status: 201, schema: disposition },
  },
  patch: {
    tag: 'dispositions', method: 'PATCH', path: '/dispositions/:code', access: 'dispositions:manage',
    summary: 'Change a label, make it inactive; what it means stays', params: dispositionParams, body: patchDisposition,
    answers: { kind: 'json', status: 200, schema: disposition },
  },
  remove: {
    tag: 'dispositions', method: 'DELETE', path: '/dispositions/:code', access: 'dispositions:manage',
    summary: 'Delete a disposition that no call has', params: dispositionParams, answers: { kind: 'nothing' },
  },
} as const satisfies Routes;

export const holidaysRoutes = {
  list: {
    tag: 'holidays', method: 'GET', path: '/holidays', access: 'holidays:read',
    summary: 'A country\'s public holidays in a year, each with its source', query: holidayQuery,
    answers: { kind: 'json', status: 200, schema: holidayList },
  },
  import: {
    tag: 'holidays', method: 'POST', path: '/holidays/import', access: 'holidays:manage',
    summary: 'Add a country\'s holidays, all of them or none', body: importHolidays,
    answers: { kind: 'json', status: 200, schema: importHolidaysAnswer },
  },
  add: {
    tag: 'holidays', method: 'PUT', path: '/holidays/:country/:day', access: 'holidays:manage', summary: 'Make a day a holiday of a country',
    params: holidayParams, body: addHoliday, answers: { kind: 'nothing' },
  },
  remove: {
    tag: 'holidays', method: 'DELETE', path: '/holidays/:country/:day', access: 'holidays:manage',
    summary: 'Make a holiday a working day, and say where that is written', params: holidayParams, query: removeHolidayQuery,
    answers: { kind: 'nothing' },
  },
} as const satisfies Routes;

export const dialingRoutes = {
  state: {
    tag: 'dialing', method: 'GET', path: '/dialing', access: 'dialing:read', summary: 'Whether all dialing is stopped, by whom, when and why',
    answers: { kind: 'json', status: 200, schema: dialing },
  },
  stop: {
    tag: 'dialing', method: 'POST', path: '/dialing/stop', access: 'dialing:stop',
    summary: 'Stop all dialing at once: no campaign, no agent\'s phone; calls that are up go on', body: stopDialing,
    answers: { kind: 'json', status: 200, schema: dialing },
  },
  resume: {
    tag: 'dialing', method: 'POST', path: '/dialing/resume', access: 'dialing:stop', summary: 'Allow dialing again',
    answers: { kind: 'json', status: 200, schema: dialing },
  },
} as const satisfies Routes;
