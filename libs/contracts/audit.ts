import { z } from 'zod';
import { id, inOrder, instant, name, pageOf, pageQuery } from './common';
import { says } from './messages/schema-words';

/** What leaves a trace when it is changed, and how a sentence calls it. */
export const AUDITED = {
  'client': 'client',
  'user': 'user',
  'agent': 'agent',
  'queue': 'queue',
  'queue-callback': 'queue callback',
  'flow': 'flow',
  'questionnaire': 'questionnaire',
  'inbound-number': 'inbound number',
  'inbound': 'inbound numbers as a whole',
  'campaign': 'campaign',
  'list': 'list',
  'contact': 'contact',
  'import': 'import',
  'consent': 'consent',
  'offer': 'offer',
  'do-not-call': 'do-not-call entry',
  'call': 'call',
  'disposition': 'disposition',
  'gateway': 'gateway',
  'prompt': 'prompt',
  'recording': 'recording',
  'voicemail': 'voicemail',
  'survey-rule': 'survey rule',
  'survey-form': 'form of a questionnaire',
  'survey-answers': 'answers to a questionnaire',
  'survey-comment': 'comment in a survey',
  'follow-up': 'follow-up',
  'follow-up-rules': 'follow-up rules of a questionnaire',
  'dialing': 'dialing as a whole',
  'destination': 'destination',
  'holiday': 'holiday',
} as const;
export type AuditedResource = keyof typeof AUDITED;
const RESOURCES = Object.keys(AUDITED) as [AuditedResource, ...AuditedResource[]]; // the keys of the object above

export const AUDIT_ACTIONS = ['created', 'changed', 'deleted', 'started', 'paused', 'resumed', 'stopped', 'completed', 'uploaded', 'replaced', 'fetched', 'published', 'closed', 'opened', 'tried'] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

const fields = z.record(z.string(), z.unknown()).nullable();
export const auditEntry = z.object({
  id, at: instant,
  userId: id.nullable().describe('null: the system itself'),
  actor: z.string().describe('the user\'s name at that time, or which part of the system'),
  resource: z.enum(RESOURCES), resourceId: z.string(), action: z.enum(AUDIT_ACTIONS),
  was: fields.describe('the fields that changed, as they were; null: it was not there'),
  became: fields.describe('the same fields since then; null: it is gone; of what was fetched: which part'),
  reason: z.string().nullable(),
});
export type AuditEntryView = z.infer<typeof auditEntry>;
export const auditPage = pageOf(auditEntry);

export const auditQuery = pageQuery.extend({
  resource: z.enum(RESOURCES).optional(),
  resourceId: name(128).optional().describe('only with `resource`: the id, name, code or number of one of them'),
  userId: id.optional().describe('who did it'),
  from: z.iso.datetime({ offset: true }).optional(),
  until: z.iso.datetime({ offset: true }).optional().describe('exclusive'),
}).refine((query) => query.resourceId === undefined || query.resource !== undefined, { path: ['resourceId'], message: says('needs-resource') })
  .refine(({ from, until }) => inOrder(from, until), { path: ['from'], message: says('after', { of: 'until' }) });
export type AuditQuery = z.infer<typeof auditQuery>;
