import { randomUUID } from 'node:crypto';
import type { Channel } from '../core/channel';
import type { Header } from '../core/header-block';
import type { SwitchCore } from '../core/switch-core';
import { hangup } from './hangup';

/**
 * Runs one application on the channel's own thread, between CHANNEL_EXECUTE and CHANNEL_EXECUTE_COMPLETE.
 * An application that does not exist ends the call, as on the real switch.
 */
export async function executeApplication(core: SwitchCore, channel: Channel, name: string, argument: string, executionId: string | null): Promise<void> {
  const run = core.apps.get(name);
  if (!run) {
    hangup(core, channel, 'DESTINATION_OUT_OF_ORDER');
    return;
  }
  const { variables } = channel;
  variables.set('current_application', name);
  variables.set('current_application_data', argument);
  variables.set('current_application_response', undefined);
  channel.shown.application = name;
  channel.shown.argument = argument;
  const what: readonly Header[] = [['Application', name], ...(argument === '' ? [] : [['Application-Data', argument] as const])];
  const id: Header = ['Application-UUID', executionId ?? randomUUID()];
  core.events.fire('CHANNEL_EXECUTE', channel, { after: [...what, id] });
  await run(channel, argument);
  const response = variables.get('current_application_response') ?? '_none_';
  core.events.fire('CHANNEL_EXECUTE_COMPLETE', channel, { after: [...what, ['Application-Response', response], id] });
}
