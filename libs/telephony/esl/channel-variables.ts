import { UnsafeArgumentError } from '../port/errors';
import { safe } from './safe-argument';

/**
 * Words in the names of variables that make FreeSWITCH run something, or dial again: `api_on_answer`,
 * `execute_on_ring`, `exec_after_bridge_app`, `api_hangup_hook`, `group_confirm_key`, `transfer_on_fail`,
 * `bridge_pre_execute_aleg_app`, `originate_retries` (switch_channel.c, switch_ivr_originate.c).
 */
const ACTING_WORDS = new Set([
  'api', 'bgapi', 'app', 'exec', 'execute', 'hook', 'transfer', 'confirm', 'retries', 'retry', 'lua', 'script', 'system', 'socket',
]);

/** Variables that the originate command sets itself, so that nobody sets them twice. */
const OWNED_PREFIXES = ['origination_', 'originate_', 'paceline_'];
const OWNED = new Set([
  'ignore_early_media', 'accountcode', 'park_after_bridge', 'hangup_after_bridge', 'uuid_bridge_park_on_cancel', 'send_silence_when_idle',
  'media_webrtc',
]);

/** The name of a variable that only holds a value; refuses those that act. */
export function safeVariableName(name: string): string {
  safe('variableName', name);
  if (name.split('_').some((word) => ACTING_WORDS.has(word))) {
    throw new UnsafeArgumentError('variableName', 'it must not be one that runs something');
  }
  return name;
}

/** The caller's own variables of an originate, as `name=value`. */
export function safeOriginateVariables(variables: Readonly<Record<string, string>>): string[] {
  return Object.entries(variables).map(([name, value]) => {
    safeVariableName(name);
    if (OWNED.has(name) || OWNED_PREFIXES.some((prefix) => name.startsWith(prefix))) {
      throw new UnsafeArgumentError('variableName', 'it must not be one that the request already decides');
    }
    return `${name}=${safe('variableValue', value)}`;
  });
}
