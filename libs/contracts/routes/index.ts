import { callRecordsRoutes, callerNumbersRoutes, callsRoutes, commandsRoutes, recordingsRoutes } from './calls';
import { campaignPacingRoutes, campaignTargetsRoutes, campaignsRoutes } from './campaigns';
import { consentsRoutes } from './consents';
import { contactsRoutes, doNotCallRoutes, importsRoutes, listsRoutes } from './contacts';
import { agentSessionRoutes, agentsRoutes, authRoutes, usersRoutes } from './people';
import { flowsRoutes, inboundNumbersRoutes, inboundRoutes, queuesRoutes } from './inbound';
import { offersRoutes } from './offers';
import { dialingRoutes, dispositionsRoutes, gatewaysRoutes, holidaysRoutes, promptsRoutes, switchGatewaysRoutes } from './settings';
import { followUpsRoutes } from './follow-ups';
import { formsRoutes } from './forms';
import { surveyResultsRoutes } from './survey-results';
import { surveyRulesRoutes } from './survey-rules';
import { interviewsRoutes, questionnairesRoutes } from './surveys';
import { auditRoutes, healthRoutes } from './system';
import { voicemailsRoutes } from './voicemails';

/** Every route of the API, by the part of it and a name: controllers, OpenAPI and the client are made of it. */
export const routes = {
  auth: authRoutes, users: usersRoutes, agents: agentsRoutes, agentSession: agentSessionRoutes, lists: listsRoutes, imports: importsRoutes,
  contacts: contactsRoutes, consents: consentsRoutes, offers: offersRoutes, doNotCall: doNotCallRoutes, campaigns: campaignsRoutes, campaignTargets: campaignTargetsRoutes,
  campaignPacing: campaignPacingRoutes, queues: queuesRoutes, flows: flowsRoutes, inbound: inboundRoutes, inboundNumbers: inboundNumbersRoutes, voicemails: voicemailsRoutes, calls: callsRoutes, recordings: recordingsRoutes, callRecords: callRecordsRoutes,
  questionnaires: questionnairesRoutes, interviews: interviewsRoutes,
  surveyRules: surveyRulesRoutes, followUps: followUpsRoutes, surveyResults: surveyResultsRoutes, forms: formsRoutes,
  commands: commandsRoutes, callerNumbers: callerNumbersRoutes, gateways: gatewaysRoutes, switchGateways: switchGatewaysRoutes, prompts: promptsRoutes,
  dispositions: dispositionsRoutes, holidays: holidaysRoutes, dialing: dialingRoutes, audit: auditRoutes, health: healthRoutes,
} as const;
