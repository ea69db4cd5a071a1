import type { RecordFault } from '@paceline/domain/call/record-fault';
import type { SwitchRecord } from '@paceline/domain/call/switch-record';
import { z } from 'zod';
import { readSipAnswer } from '../sip-answer';

/**
 * What mod_json_cdr writes of a leg, as far as it is used. Its values of variables are URL-encoded, those of the call
 * flow are not; the call flow's first entry is the last profile of the leg. Measured on 1.10.12, see `fixtures/`.
 */
const instantUs = z.string().regex(/^\d{1,16}$/);
const optionalInstantUs = instantUs.default('0');
const profile = z.object({
  caller_profile: z.object({ caller_id_number: z.string().default(''), destination_number: z.string().default('') }),
  times: z.object({
    created_time: instantUs, profile_created_time: optionalInstantUs, progress_time: optionalInstantUs, progress_media_time: optionalInstantUs, answered_time: optionalInstantUs,
    bridged_time: optionalInstantUs, hangup_time: instantUs,
  }),
});
const written = z.object({
  variables: z.object({
    uuid: z.string().regex(/^[\x21-\x7e]{1,36}$/),
    direction: z.enum(['inbound', 'outbound']),
    hangup_cause: z.string().regex(/^[A-Z0-9_]{1,64}$/),
    accountcode: z.string().default(''),
    proto_specific_hangup_cause: z.string().default(''),
    sip_603plus_reason: z.string().default(''),
    sip_reason: z.string().default(''),
    paceline_ended_by: z.string().default(''),
    record_ms: z.string().regex(/^\d{1,9}$/).optional().catch(undefined),
  }),
  callflow: z.array(profile).min(1),
});

export type CallRecordReading = { readonly ok: true; readonly record: SwitchRecord } | { readonly ok: false; readonly why: RecordFault };

const LONGEST_TEXT = 64;

/** Reads the JSON of one record. Says what is wrong with one that cannot be read, without anything of its content. */
export function readCallRecord(json: unknown): CallRecordReading {
  const parsed = written.safeParse(json, { reportInput: true });
  if (!parsed.success) return { ok: false, why: faultOf(parsed.error.issues[0]) };
  const { variables, callflow } = parsed.data;
  const [last] = callflow;
  const first = callflow.at(-1);
  if (last === undefined || first === undefined) return { ok: false, why: { fault: 'missing', field: 'callflow' } };
  const endedAtMs = msOf(last.times.hangup_time);
  if (endedAtMs === null) return { ok: false, why: { fault: 'not-ended' } };
  // Later profiles may have caller and callee swapped.
  const { caller_id_number: caller, destination_number: called } = first.caller_profile;
  return {
    ok: true,
    record: {
      channelId: variables.uuid, direction: variables.direction, cause: variables.hangup_cause,
      number: (variables.direction === 'outbound' ? called : caller).slice(0, LONGEST_TEXT),
      accountCode: decoded(variables.accountcode).slice(0, LONGEST_TEXT),
      sip: readSipAnswer((name) => decoded(variables[name])),
      // The transfer to the message is the leg's last profile.
      safeHarbourAtMs: variables.paceline_ended_by === 'switch' ? msOf(last.times.profile_created_time) ?? endedAtMs : null,
      createdAtMs: msOf(last.times.created_time) ?? endedAtMs,
      ringingAtMs: msOf(last.times.progress_time) ?? msOf(last.times.progress_media_time),
      answeredAtMs: msOf(last.times.answered_time),
      bridgedAtMs: firstBridge(callflow),
      endedAtMs,
      recordedMs: variables.record_ms === undefined ? null : Number(variables.record_ms),
    },
  };
}

function faultOf(issue: z.core.$ZodIssue | undefined): RecordFault {
  if (issue === undefined || issue.path.length === 0) return { fault: 'no-record' };
  return { fault: issue.input === undefined ? 'missing' : 'malformed', field: issue.path.join('.') };
}

/** Each profile has its own, and a leg that was transferred after the talk has none in its last. */
function firstBridge(callflow: readonly z.infer<typeof profile>[]): number | null {
  const bridged = callflow.map(({ times }) => msOf(times.bridged_time)).filter((atMs) => atMs !== null);
  return bridged.length === 0 ? null : Math.min(...bridged);
}

/** Microseconds as text; 0 where it never happened. */
function msOf(us: string): number | null {
  return Number(us) === 0 ? null : Math.floor(Number(us) / 1000);
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value; // a switch whose `encode-values` is off, and a bare %
  }
}
