import type { CommandLine } from '../interfaces';
import type { Endpoint, Guard, OriginateRequest } from '../port/switch-port';
import { safeOriginateVariables } from './channel-variables';
import { safe, safeSeconds } from './safe-argument';

/**
 * The `originate` command of a request: `originate {variables}endpoint &park()`, or for a leg with a guard
 * `'&execute_extension(guarded-park XML paceline)'`, an extension of freeswitch-conf/ that arms it and parks.
 *
 * FreeSWITCH splits the line on blanks, the variables on `,` and `=`, legs on `,` `|` and `:_:`, ends the
 * variables at `}` and unquotes `'` and `\`. None of these can come from the request: every part passes an
 * allow-list that has no such character, or `UnsafeArgumentError` is thrown. Names, scripts and notes never
 * enter a dial string at all.
 */
export function originateCommand(request: OriginateRequest): CommandLine {
  const variables = [
    `origination_uuid=${safe('channelId', request.channelId)}`,
    // Without it `originate` returns at the first early media, before anybody has answered.
    'ignore_early_media=true',
    `originate_timeout=${safeSeconds('ringTimeoutSec', request.ringTimeoutSec)}`,
    `accountcode=${safe('accountCode', request.accountCode)}`,
    // A leg that hears nothing would send no packets: its far end, or a firewall on the way, may take it for dead.
    'send_silence_when_idle=-1',
    ...afterBridge(request.afterBridge),
    ...(request.callerNumber === null ? [] : [`origination_caller_id_number=${safe('digits', request.callerNumber)}`]),
    ...(request.webrtc === true ? ['media_webrtc=true'] : []),
    ...guardVariables(request.guard),
    ...safeOriginateVariables(request.variables ?? {}),
  ];
  return `originate {${variables.join(',')}}${endpointString(request.endpoint)} ${request.guard === null ? PARK : GUARDED_PARK}`;
}

const PARK = '&park()';
/** In quotes, because its argument has blanks. */
const GUARDED_PARK = '\'&execute_extension(guarded-park XML paceline)\'';

function guardVariables(guard: Guard | null): string[] {
  if (guard === null) return [];
  return [`paceline_guard_sec=${safeSeconds('guard.sec', guard.sec)}`, `paceline_prompt=${safe('promptName', guard.prompt)}`];
}

function afterBridge(choice: OriginateRequest['afterBridge']): string[] {
  switch (choice) {
    // The third: also when its partner dies before they hear each other.
    case 'park': return ['park_after_bridge=true', 'hangup_after_bridge=false', 'uuid_bridge_park_on_cancel=true'];
    case 'hangup': return ['hangup_after_bridge=true'];
  }
}

function endpointString(endpoint: Endpoint): string {
  switch (endpoint.kind) {
    case 'gateway': return `sofia/gateway/${safe('gateway', endpoint.gateway)}/${safe('dialed', endpoint.digits)}`;
    case 'extension': return `user/${safe('extension', endpoint.extension)}@${safe('domain', endpoint.domain)}`;
  }
}
