import { z } from 'zod';
import * as agents from './agents';
import * as audit from './audit';
import * as auth from './auth';
import * as broadcasts from './broadcast';
import * as callingHours from './calling-hours';
import * as callerCards from './caller-card';
import * as callRecords from './call-records';
import * as callerNumbers from './caller-numbers';
import * as callingWindow from './calling-window';
import * as calls from './calls';
import * as campaigns from './campaigns';
import * as commandAnswers from './command-answers';
import * as consents from './consents';
import * as contacts from './contacts';
import * as conversions from './conversion';
import * as dialing from './dialing';
import * as dispositions from './dispositions';
import * as doNotCall from './do-not-call';
import * as flows from './flows';
import * as followUps from './follow-ups';
import * as forms from './forms';
import * as gateways from './gateways';
import * as health from './health';
import * as holidays from './holidays';
import * as imports from './imports';
import * as inbound from './inbound';
import * as interviews from './interviews';
import * as lists from './lists';
import * as offers from './offers';
import * as pacing from './pacing';
import * as problem from './problem';
import * as prompts from './prompts';
import * as questionnaireDocuments from './questionnaire-document';
import * as questionnaires from './questionnaires';
import * as queueCallbacks from './queue-callbacks';
import * as queues from './queues';
import * as spoken from './spoken';
import * as surveyResults from './survey-results';
import * as surveyRules from './survey-rules';
import * as targets from './targets';
import * as users from './users';
import * as voicemails from './voicemails';

const CONTRACTS: readonly Readonly<Record<string, unknown>>[] = [
  agents, audit, auth, broadcasts, callRecords, callerCards, callerNumbers, callingHours, callingWindow, calls, campaigns, commandAnswers, consents, contacts,
  conversions, dialing, dispositions, doNotCall, flows, followUps, forms, gateways, health, holidays, imports, inbound, interviews, lists, offers, pacing,
  problem, prompts, questionnaireDocuments, questionnaires, queueCallbacks, queues, spoken, surveyResults, surveyRules, targets, users, voicemails,
];

/** Parts of an address are documented one by one. */
const OF_AN_ADDRESS = /(?:Query|Params)$/;

/**
 * Names every schema of a body or an answer, and every closed set, after its export: `CallDetail` for `callDetail`. So the API's
 * document names them, and so do clients that are made from it. Texts with a rule stay where they are used.
 */
export function nameSchemas(): ReadonlyMap<string, z.ZodType> {
  const named = new Map<string, z.ZodType>();
  for (const [exported, schema] of CONTRACTS.flatMap((contract) => Object.entries(contract))) {
    if (!(schema instanceof z.ZodType) || !hasName(exported, schema)) continue;
    const id = `${exported.charAt(0).toUpperCase()}${exported.slice(1)}`;
    if (named.has(id)) throw new Error(`two contracts export ${exported}`);
    z.globalRegistry.add(schema, { ...schema.meta(), id });
    named.set(id, schema);
  }
  return named;
}

function hasName(exported: string, schema: z.ZodType): boolean {
  const inner = schema instanceof z.ZodPrefault ? schema.def.innerType : schema;
  return !OF_AN_ADDRESS.test(exported) && [z.ZodObject, z.ZodDiscriminatedUnion, z.ZodEnum].some((kind) => inner instanceof kind);
}
