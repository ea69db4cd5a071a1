import type { Channel } from '../core/channel';
import type { DialplanStep } from '../core/dialplan-step';

/** The context of freeswitch-conf/dialplan/paceline.xml, which every switch of Paceline's has. */
export const PACELINE_CONTEXT = 'paceline';

/** What freeswitch-conf/dialplan/inbound.xml does with every number. */
export function inboundSteps(did: string, gateway: string | undefined): readonly DialplanStep[] {
  return [
    ...(gateway === undefined ? [] : [{ application: 'set', argument: `paceline_gateway=${gateway}` }]),
    { application: 'set', argument: 'accountcode=paceline' },
    { application: 'set', argument: `paceline_did=${did}` },
    { application: 'set', argument: 'park_after_bridge=true' },
    { application: 'set', argument: 'uuid_bridge_park_on_cancel=true' },
    { application: 'set', argument: 'send_silence_when_idle=-1' },
    { application: 'execute_extension', argument: `guard XML ${PACELINE_CONTEXT}` },
    { application: 'execute_extension', argument: `ring-guard XML ${PACELINE_CONTEXT}` },
    { application: 'ring_ready', argument: '' },
    { application: 'park', argument: '' },
  ];
}

/** The variable that the extension's first step sets, to what the scheduler answered; undefined when it schedules nothing. */
export function scheduledBy(extension: string): 'paceline_guard' | 'paceline_ring_guard' | undefined {
  if (extension === 'ring-guard') return 'paceline_ring_guard';
  return extension === 'guard' || extension === 'guarded-park' ? 'paceline_guard' : undefined;
}

/** The steps of an extension of that context; none for one that it does not have. Routed once, as the real one is. Messages are in `promptsDir`. */
export function pacelineSteps(channel: Channel, extension: string, promptsDir: string): readonly DialplanStep[] {
  switch (extension) {
    case 'guard': case 'ring-guard': return [];
    case 'guarded-park': return [{ application: 'park', argument: '' }];
    case 'nobody-acted': return [
      { application: 'set', argument: `paceline_message=${messageOf(channel)}` },
      { application: 'set', argument: 'paceline_until=9999999999' },
      { application: 'set', argument: 'paceline_ended_by=switch' },
      { application: 'answer', argument: '' },
      { application: 'set', argument: 'playback_terminators=none' },
      { application: 'playback', argument: `${promptsDir}/${messageOf(channel)}` },
      { application: 'hangup', argument: 'NORMAL_CLEARING' },
    ];
    default: return [];
  }
}

function messageOf(channel: Channel): string {
  const own = channel.variables.get('paceline_prompt') ?? '';
  if (/^[\w.-]+$/.test(own)) return own;
  return channel.direction === 'inbound' ? 'no-agent-en.wav' : 'safe-harbour-en.wav';
}
