import { HeaderBlock } from '../core/header-block';
import type { SwitchCore } from '../core/switch-core';

/** `sofia::register` or `sofia::unregister`, as a phone of the directory comes or goes. */
export function announceRegistration(core: SwitchCore, extension: string, registered: boolean): void {
  const { domain } = core.options;
  core.bus.fire({
    name: 'CUSTOM', subclass: registered ? 'sofia::register' : 'sofia::unregister',
    from: { file: 'sofia_reg.c', fn: 'sofia_reg_handle_register_token', line: 2068 },
    blocks: [new HeaderBlock([
      ['profile-name', 'internal'], ['from-user', extension], ['from-host', domain], ['presence-hosts', 'n/a'],
      ['contact', `"" <sip:${extension}@127.0.0.1:5070>`], ['call-id', `${extension}@simulated`], ['rpid', 'unknown'],
      ['status', registered ? 'Registered(UDP)' : 'Unregistered'], ['expires', registered ? '3600' : '0'],
      ['to-user', extension], ['to-host', domain], ['network-ip', '127.0.0.1'], ['network-port', '5070'], ['username', extension], ['realm', domain],
      ['user-agent', 'simulated phone'],
    ])],
  });
}
