import { idParams, pageQuery } from '../common';
import { agentCosts, campaignConversion, gatewayRates } from '../conversion';
import { switchGatewayParams } from '../gateways';
import {
  addPurchases, addPurchasesAnswer, callIdParams, codeParams, createOffer, giveOffer, offer, offerPage, patchOffer, promotion, putPromotion, returnOffer, sayToOffer, taking, takingPage,
  toldOffers, toldOffersQuery,
} from '../offers';
import type { Routes } from './route';

export const offersRoutes = {
  create: {
    tag: 'offers', method: 'POST', path: '/offers', access: 'offers:manage', summary: 'Say what is promoted', body: createOffer, answers: { kind: 'json', status: 201, schema: offer },
  },
  page: { tag: 'offers', method: 'GET', path: '/offers', access: 'offers:read', summary: 'All offers, the oldest first', query: pageQuery, answers: { kind: 'json', status: 200, schema: offerPage } },
  find: { tag: 'offers', method: 'GET', path: '/offers/:id', access: 'offers:read', summary: 'An offer', params: idParams, answers: { kind: 'json', status: 200, schema: offer } },
  patch: {
    tag: 'offers', method: 'PATCH', path: '/offers/:id', access: 'offers:manage', summary: 'Change an offer at any time, or withdraw it', params: idParams, body: patchOffer,
    answers: { kind: 'json', status: 200, schema: offer },
  },
  takings: {
    tag: 'offers', method: 'GET', path: '/offers/:id/takings', access: 'offers:read', summary: 'Who took it and who refused it, the newest first', params: idParams, query: pageQuery,
    answers: { kind: 'json', status: 200, schema: takingPage },
  },
  give: {
    tag: 'offers', method: 'POST', path: '/offers/:id/takings', access: 'offers:manage', summary: 'Write down that a contact takes or refuses it, on no call', params: idParams, body: giveOffer,
    answers: { kind: 'json', status: 201, schema: taking },
  },
  giveBack: {
    tag: 'offers', method: 'POST', path: '/offers/takings/:id/return', access: 'offers:manage', summary: 'It is given back, and there for others again', params: idParams, body: returnOffer,
    answers: { kind: 'json', status: 200, schema: taking },
  },
  ofCode: {
    tag: 'offers', method: 'GET', path: '/offers/codes/:code', access: 'offers:read', summary: 'Whose code it is, however it is written', params: codeParams,
    answers: { kind: 'json', status: 200, schema: taking },
  },
  purchases: {
    tag: 'offers', method: 'POST', path: '/offers/:id/purchases', access: 'offers:manage', summary: 'Tell what was bought, also by those who were never called', params: idParams, body: addPurchases,
    answers: { kind: 'json', status: 200, schema: addPurchasesAnswer },
  },
  toTell: {
    tag: 'offers', method: 'GET', path: '/calls/:id/offers', access: 'own:calls', summary: 'What an agent may offer on this call, in the contact\'s language', params: callIdParams,
    query: toldOffersQuery, answers: { kind: 'json', status: 200, schema: toldOffers },
  },
  say: {
    tag: 'offers', method: 'POST', path: '/calls/:id/offers', access: 'own:work', summary: 'The person takes an offer on this call, or refuses it; once, however often it is said', params: callIdParams,
    body: sayToOffer, answers: { kind: 'json', status: 200, schema: taking },
  },
  promotion: {
    tag: 'campaigns', method: 'GET', path: '/campaigns/:id/promotion', access: 'campaigns:read', summary: 'What a campaign promotes, and whom it keeps for comparison', params: idParams,
    answers: { kind: 'json', status: 200, schema: promotion },
  },
  putPromotion: {
    tag: 'campaigns', method: 'PUT', path: '/campaigns/:id/promotion', access: 'campaigns:manage', summary: 'Say so; the control group is drawn before the campaign is started, and stays', params: idParams,
    body: putPromotion, answers: { kind: 'json', status: 200, schema: promotion },
  },
  conversion: {
    tag: 'campaigns', method: 'GET', path: '/campaigns/:id/conversion', access: 'campaigns:read', summary: 'Who bought, against the control group, and what it cost', params: idParams,
    answers: { kind: 'json', status: 200, schema: campaignConversion },
  },
  rates: {
    tag: 'gateways', method: 'GET', path: '/switches/:switchId/gateways/:name/rates', access: 'gateways:read', summary: 'What a gateway charges', params: switchGatewayParams,
    answers: { kind: 'json', status: 200, schema: gatewayRates },
  },
  putRates: {
    tag: 'gateways', method: 'PUT', path: '/switches/:switchId/gateways/:name/rates', access: 'gateways:manage', summary: 'Replace all that a gateway charges', params: switchGatewayParams, body: gatewayRates,
    answers: { kind: 'json', status: 200, schema: gatewayRates },
  },
  agentCosts: {
    tag: 'agents', method: 'GET', path: '/agent-costs', access: 'agents:read', summary: 'What a minute of an agent costs', answers: { kind: 'json', status: 200, schema: agentCosts },
  },
  putAgentCosts: {
    tag: 'agents', method: 'PUT', path: '/agent-costs', access: 'agents:manage', summary: 'Replace what a minute of an agent costs', body: agentCosts,
    answers: { kind: 'json', status: 200, schema: agentCosts },
  },
} as const satisfies Routes;
