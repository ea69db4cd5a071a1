import { SimulatedSwitch } from '@paceline/simulator';
import { waitFor } from '@paceline/testing/wait-for';
import type { Caller } from './callers';
import { PeerNetwork } from './peer-network';
import type { CallNews } from './public-network';

/** A simulated switch in the part of the public network's. */
describe('callers from the switch that plays the public network', () => {
  const peer = new SimulatedSwitch({ password: 'peer', gateways: [{ name: 'switch' }] });
  const troubles: Error[] = [];
  let network: PeerNetwork;
  beforeAll(async () => {
    peer.declareCallee(/./, { kind: 'answers', progress: 'ringing', ringMs: 20, farewell: { kind: 'never' } });
    const { host, port } = await peer.start();
    network = await PeerNetwork.connect({ host, port, password: 'peer', gateway: 'switch' }, (error) => { troubles.push(error); });
  });
  afterAll(async () => { await network.close(); await peer.stop(); expect(troubles).toEqual([]); });

  const caller = (change: Partial<Caller> = {}): Caller => ({ atMs: 0, from: '+16465550100', to: '+12125550199', patienceMs: 60_000, talkMs: 60_000, ...change });
  const news = (from: string, state: CallNews['state']): CallNews => ({ direction: 'inbound', phone: from, state } as CallNews); // as much of it as is heard
  const invite = (from: string) => peer.invites.find(({ callerNumber }) => callerNumber === from.slice(1));
  const ends = async (from: string) => await waitFor(`the end of ${from}`, () => { const made = invite(from); return made?.endedAtMs === null ? null : made ?? null; });

  it('ring at the number with their own, and hang up when they have waited long enough', async () => {
    await network.call(caller({ from: '+16465550101', patienceMs: 150 }));
    expect(await ends('+16465550101')).toMatchObject({ gateway: 'switch', number: '12125550199', endedBy: 'near' });
  });

  it('stay once they talk with somebody, until they have said all', async () => {
    await network.call(caller({ from: '+16465550102', patienceMs: 300, talkMs: 400 }));
    network.heard(news('+16465550102', 'talking'));
    const talkingAtMs = Date.now();
    expect((await ends('+16465550102')).endedAtMs ?? 0).toBeGreaterThanOrEqual(talkingAtMs + 390);
  });

  it('whose call is over are not hung up on again', async () => {
    await network.call(caller({ from: '+16465550103', patienceMs: 100 }));
    network.heard(news('+16465550103', 'ended'));
    await network.call(caller({ from: '+16465550104', patienceMs: 200 }));
    await ends('+16465550104');
    expect(invite('+16465550103')).toMatchObject({ endedAtMs: null });
  });
});
