import type { CallState } from '@paceline/domain/call/call-state';
import { aCall } from './call.spec-helper';
import { callOff } from './call-off';

describe('a call of ours that is called off', () => {
  it.each<[CallState, boolean, string[], boolean]>([
    ['planned', false, ['never sent: CAMPAIGN_STOPPED'], false], ['originating', false, [], true], ['originating', true, ['hang up: ORIGINATOR_CANCEL'], false], ['ringing', true, ['hang up: ORIGINATOR_CANCEL'], false],
    ['answered', true, [], false], ['waiting', true, [], false], ['talking', true, [], false], ['ended', true, [], false],
  ])('while it is %s (on the switch: %j)', async (state, created, expected, unwanted) => {
    const did: string[] = [];
    const call = Object.assign(aCall({}, state), { created });
    await callOff(call, { hangup: async (_id, cause) => { did.push(`hang up: ${String(cause)}`); return await Promise.resolve({ ok: true, text: '' }); } }, { neverSent: async (_call, why) => { did.push(`never sent: ${why}`); await Promise.resolve(); } }, 'CAMPAIGN_STOPPED');
    expect([did, call.unwanted]).toEqual([expected, unwanted]);
  });
});
