import type { Agent } from '@paceline/persistence';
import { anAgent } from '../context/rows.spec-helper';
import { endpointOf, gatewayOf } from './agent-endpoint';

describe('where an agent\'s phone is called', () => {
  it.each<[string, Partial<Agent>, object | null, string | null]>([
    ['in the directory', {}, { kind: 'extension', extension: '1007', domain: 'paceline.local' }, null],
    ['through a gateway', { legKind: 'gateway', legAddress: '+12125550142', legGateway: 'carrier' }, { kind: 'gateway', gateway: 'carrier', digits: '+12125550142' }, 'carrier'],
    ['nowhere, when its address is a second agent\'s and was marked so', { legAddress: '1007#2' }, null, null],
    ['nowhere, when it has no address', { legAddress: '' }, null, null],
  ])('%s', (_where, columns, endpoint, gateway) => {
    const agent = anAgent(columns);
    expect([endpointOf(agent, 'paceline.local'), gatewayOf(agent)]).toEqual([endpoint, gateway]);
  });
});
