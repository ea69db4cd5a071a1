import { farHangup } from '../call/hangup';
import { createInboundLeg, type InboundCall } from '../call/inbound-leg';
import type { Population } from '../callees/population';
import { announceRegistration } from '../callees/registration';
import { readOrder, type Faults } from '../faults/faults';
import { NO_SUCH_CHANNEL, type ApiCommand } from './command';

const HELP = '-USAGE: inbound {json}|calls [since sequence]|population {json}|phone <extension> register|unregister|farhangup <uuid>|fault {json}|heal\n';

const ORDERED_AFTER_MS = 10;

/**
 * `api simulator …`: the hands of the outside world, for whoever reaches the simulated switch only by its socket.
 * A real switch answers `-ERR simulator Command not found!`, which also tells the two apart.
 */
export const simulatorCommand = (faults: Faults): ApiCommand => (core, argument) => {
  const [, verb = '', rest = ''] = /^(\w+)\s*(.*)$/s.exec(argument) ?? [];
  switch (verb) {
    case 'inbound': {
      const channel = createInboundLeg(core, JSON.parse(rest) as InboundCall); // checked by its user: a tool of tests
      return channel ? `+OK ${channel.uuid}\n` : '-ERR DESTINATION_OUT_OF_ORDER\n';
    }
    case 'calls': {
      const since = Number.parseInt(rest, 10) || 0;
      return JSON.stringify(core.log.all.filter((record) => record.sequence > since));
    }
    case 'population':
      core.callees.setPopulation(JSON.parse(rest) as Population); // as above
      return '+OK\n';
    case 'phone': {
      const [extension = '', state = ''] = rest.split(' ');
      core.phones.set(extension, { registered: state === 'register' });
      announceRegistration(core, extension, state === 'register');
      return '+OK\n';
    }
    case 'farhangup': {
      const channel = core.locate(rest);
      if (!channel) return NO_SUCH_CHANNEL;
      farHangup(core, channel);
      return '+OK\n';
    }
    case 'fault': {
      const order = readOrder(rest);
      if (order === null) return '-ERR no such fault\n';
      // The answer leaves first: the fault may be one of the very socket that ordered it.
      setTimeout(() => { faults.order(order); }, ORDERED_AFTER_MS);
      return '+OK\n';
    }
    case 'heal':
      faults.heal();
      return '+OK\n';
    default: return HELP;
  }
};
