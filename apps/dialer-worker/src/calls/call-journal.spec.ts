import type { CallPatch } from '@paceline/persistence';
import type { OwnerContext } from '../owner/owner-context';
import { CallJournal } from './call-journal';
import { aCall } from './call.spec-helper';

it('says of a contact that is shown only who looks at it: the call may be sent before that is written', async () => {
  const written: CallPatch[] = [];
  const owner = {
    fence: 1n, clock: { nowMs: () => 0, monotonicMs: () => 0 }, publish: () => undefined,
    run: (_: string, work: () => Promise<void>) => { void work(); },
    calls: { update: (_: string, _fence: bigint, patch: CallPatch) => { written.push(patch); return Promise.resolve(true); } },
  } as unknown as OwnerContext; // what a journal needs of it
  const journal = new CallJournal(owner);
  const call = aCall({ callId: 'c', targetId: '1', contactId: '1' });
  journal.shown(call, '7');
  await journal.flush();
  expect(written).toEqual([{ agentId: '7' }]);
});
