import { agent, agentCandidatePage, agentCandidateQuery, agentPage, agentRingPage, agentRingQuery, agentSession, chooseStatus, createAgent, patchAgent, shownCall, signIn } from '../agents';
import { changePassword, login, loginAnswer, me } from '../auth';
import { commandAnswer } from '../command-answers';
import { idParams, pageQuery } from '../common';
import { createUser, patchUser, user, userPage } from '../users';
import type { Routes } from './route';

export const authRoutes = {
  login: {
    tag: 'auth', method: 'POST', path: '/auth/login', access: 'public', summary: 'Log in', body: login,
    answers: { kind: 'json', status: 200, schema: loginAnswer },
  },
  logout: {
    tag: 'auth', method: 'POST', path: '/auth/logout', access: 'own:account',
    summary: 'Log out: the token is refused from now on, and the live events that were opened with it end', answers: { kind: 'nothing' },
  },
  me: {
    tag: 'auth', method: 'GET', path: '/auth/me', access: 'own:account', summary: 'Who am I, and what may I do',
    answers: { kind: 'json', status: 200, schema: me },
  },
  changePassword: {
    tag: 'auth', method: 'POST', path: '/auth/password', access: 'own:account',
    summary: 'Change my password; every login of mine ends, this one too', body: changePassword, answers: { kind: 'nothing' },
  },
} as const satisfies Routes;

export const usersRoutes = {
  page: {
    tag: 'users', method: 'GET', path: '/users', access: 'users:manage', summary: 'All users', query: pageQuery,
    answers: { kind: 'json', status: 200, schema: userPage },
  },
  create: {
    tag: 'users', method: 'POST', path: '/users', access: 'users:manage', summary: 'Create a user', body: createUser,
    answers: { kind: 'json', status: 201, schema: user },
  },
  find: {
    tag: 'users', method: 'GET', path: '/users/:id', access: 'users:manage', summary: 'One user', params: idParams,
    answers: { kind: 'json', status: 200, schema: user },
  },
  patch: {
    tag: 'users', method: 'PATCH', path: '/users/:id', access: 'users:manage',
    summary: 'Change a user\'s role or password, make them inactive: each logs them out', params: idParams, body: patchUser,
    answers: { kind: 'json', status: 200, schema: user },
  },
} as const satisfies Routes;

export const agentsRoutes = {
  page: {
    tag: 'agents', method: 'GET', path: '/agents', access: 'agents:read', summary: 'All agents and what they do now', query: pageQuery,
    answers: { kind: 'json', status: 200, schema: agentPage },
  },
  create: {
    tag: 'agents', method: 'POST', path: '/agents', access: 'agents:manage', summary: 'Make an agent of a user: phone and lines',
    body: createAgent, answers: { kind: 'json', status: 201, schema: agent },
  },
  candidatesPage: {
    tag: 'agents', method: 'GET', path: '/agents/candidates', access: 'agents:manage',
    summary: 'Users of whom an agent can be made; `search` finds them by their user name', query: agentCandidateQuery,
    answers: { kind: 'json', status: 200, schema: agentCandidatePage },
  },
  rings: {
    tag: 'agents', method: 'GET', path: '/agents/rings', access: 'agents:read', summary: 'How often each agent\'s phone was rung for a caller, and not answered (RONA)',
    query: agentRingQuery, answers: { kind: 'json', status: 200, schema: agentRingPage },
  },
  find: {
    tag: 'agents', method: 'GET', path: '/agents/:id', access: 'agents:read', summary: 'One agent', params: idParams,
    answers: { kind: 'json', status: 200, schema: agent },
  },
  patch: {
    tag: 'agents', method: 'PATCH', path: '/agents/:id', access: 'agents:manage', summary: 'Change name, phone or lines', params: idParams,
    body: patchAgent, answers: { kind: 'json', status: 200, schema: agent },
  },
  remove: {
    tag: 'agents', method: 'DELETE', path: '/agents/:id', access: 'agents:manage', summary: 'Delete an agent who never took a call',
    params: idParams, answers: { kind: 'nothing' },
  },
} as const satisfies Routes;

export const agentSessionRoutes = {
  session: {
    tag: 'agent (my own session)', method: 'GET', path: '/agent', access: 'own:work',
    summary: 'My status, my call, who is on it, how long the wrap-up lasts', answers: { kind: 'json', status: 200, schema: agentSession },
  },
  signIn: {
    tag: 'agent (my own session)', method: 'POST', path: '/agent/sign-in', access: 'own:work', summary: 'Sign in: a connected phone is called now',
    body: signIn, answers: { kind: 'command', schema: commandAnswer },
  },
  signOut: {
    tag: 'agent (my own session)', method: 'POST', path: '/agent/sign-out', access: 'own:work',
    summary: 'Sign out; a call that is up is finished first', answers: { kind: 'command', schema: commandAnswer },
  },
  status: {
    tag: 'agent (my own session)', method: 'POST', path: '/agent/status', access: 'own:work', summary: 'Become available, or take a break',
    body: chooseStatus, answers: { kind: 'command', schema: commandAnswer },
  },
  ready: {
    tag: 'agent (my own session)', method: 'POST', path: '/agent/ready', access: 'own:work', summary: 'End the wrap-up',
    answers: { kind: 'command', schema: commandAnswer },
  },
  dial: {
    tag: 'agent (my own session)', method: 'POST', path: '/agent/preview/dial', access: 'own:work',
    summary: 'Preview: call the contact that I am shown', body: shownCall, answers: { kind: 'command', schema: commandAnswer },
  },
  skip: {
    tag: 'agent (my own session)', method: 'POST', path: '/agent/preview/skip', access: 'own:work',
    summary: 'Preview: pass this contact over; it comes again after ten minutes, to whoever is idle then', body: shownCall,
    answers: { kind: 'command', schema: commandAnswer },
  },
} as const satisfies Routes;
