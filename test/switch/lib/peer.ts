import { RawEsl } from './raw-esl';

/** The switch that plays the public network: its event socket, and its gateway to the switch under test. */
export interface Peer { readonly host: string; readonly port: number; readonly password: string; readonly gateway: string }

/** Null: the environment names none, and nobody can be made to call a real switch. */
export function peerOf(env: NodeJS.ProcessEnv): Peer | null {
  const host = env['FREESWITCH_PEER_HOST'];
  return host === undefined ? null : { host, port: Number(env['FREESWITCH_PEER_PORT'] ?? '8021'), password: env['FREESWITCH_PEER_PASSWORD'] ?? '', gateway: env['FREESWITCH_PEER_GATEWAY'] ?? 'switch' };
}

export async function loginAt({ host, port, password }: Peer, subscribe: string | null): Promise<RawEsl> {
  return await RawEsl.login(host, port, password, subscribe);
}

/** What has somebody at the peer call us and wait; `id` is their channel there. */
export function callIn({ gateway }: Peer, call: { readonly id: string; readonly from: string; readonly did: string; readonly withheld?: boolean }): string {
  const variables = [
    `origination_uuid=${call.id}`, 'origination_caller_id_name=Caller', `origination_caller_id_number=${call.from}`, 'ignore_early_media=true',
    ...call.withheld === true ? ['origination_privacy=hide_name:hide_number'] : [],
  ];
  return `originate {${variables.join(',')}}sofia/gateway/${gateway}/${call.did} &park()`;
}
