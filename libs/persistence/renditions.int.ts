import { uuidv7 } from '@paceline/platform/uuid';
import { useTestDatabase } from '@paceline/testing/use-test-database';
import { OWN_CLIENT } from '@paceline/domain/client/client';
import type { MessageOf } from './candidate-messages';
import { claimOf, holdLease, makeCampaign, makeTargets, openMigrated } from './fixtures.int-helper';
import { Renditions } from './renditions';
import type { ClaimCandidate } from './target-candidates';
import type { ClaimRequest, ClaimResult, ClaimVerdict } from './target-claim';
import { TargetRepository } from './target-repository';
import { rows, write } from './transaction';

describe('a message of each contact\'s own', () => {
  const database = useTestDatabase(openMigrated);
  const renditions = (): Renditions => new Renditions(database.source);
  const seen: ClaimCandidate[] = [];
  const fileOf = (name: string): string => `spoken-${name}.wav`;
  const messageOf: MessageOf = ({ name, fields }) => fields['lacks'] === undefined
    ? { language: 'en', prompts: new Map([['hello.wav', { file: fileOf(name), written: { text: `Hello ${name}`, language: 'en' } }]]) }
    : { missing: 'city' };
  const judge = (candidate: ClaimCandidate): ClaimVerdict => {
    seen.push(candidate);
    switch (candidate.message?.kind) {
      case 'waits': return { stays: true };
      case 'missing': return { refuse: 'field-missing' };
      case 'not-spoken': return { deferUntilMs: Date.now() + 600_000, because: null };
      default: return { plan: { callId: uuidv7(Date.now()), gateway: 'trunk', callerNumber: null, ringTimeoutSec: 31 } };
    }
  };
  let request: ClaimRequest;
  const claim = async (count = 10): Promise<ClaimResult> => { seen.length = 0; return await new TargetRepository(database.source).claim({ ...request, count, messageOf, newJudge: () => judge }); };
  const states = async (): Promise<Record<string, string>> =>
    Object.fromEntries((await rows<{ file: string; state: string }>(database.source, 'SELECT file, state FROM renditions ORDER BY file', [])).map(({ file, state }) => [file, state]));
  const targets = async (): Promise<unknown> =>
    await rows(database.source, 'SELECT c.name, t.state, t.result FROM targets t JOIN contacts c ON c.id = t.contact_id ORDER BY t.id', []);

  beforeEach(async () => {
    const campaignId = await makeCampaign(database.source);
    await makeTargets(database.source, { campaignId, count: 3 });
    request = claimOf({ campaignId, lease: await holdLease(database.source) });
    const [first, second, third] = await rows<{ id: string }>(database.source, 'SELECT id FROM contacts ORDER BY id', []);
    for (const [one, name] of [[first, 'ann'], [second, 'bob'], [third, 'eve']] as const) await write(database.source, 'UPDATE contacts SET name = ? WHERE id = ?', [name, one?.id]);
    await write(database.source, `UPDATE contacts SET fields = '{"lacks":"1"}' WHERE id = ?`, [third?.id]);
  });

  it('is asked for and waited for, in its place in line; and the call that is planned knows it', async () => {
    expect((await claim(1)).calls).toEqual([]);
    expect(await states()).toEqual({ 'spoken-ann.wav': 'wanted', 'spoken-bob.wav': 'wanted' }); // ahead of whom is wanted now
    expect(await targets()).toEqual([{ name: 'ann', state: 'ready', result: null }, { name: 'bob', state: 'ready', result: null }, { name: 'eve', state: 'done', result: 'field-missing' }]);

    const taken = await renditions().take(10, 60);
    expect(taken).toEqual(['ann', 'bob'].map((name) => ({ clientId: OWN_CLIENT.clientId, file: fileOf(name), text: `Hello ${name}`, language: 'en' })));
    expect(await renditions().take(10, 60)).toEqual([]); // somebody speaks them
    for (const one of taken.filter(({ file }) => file === 'spoken-bob.wav')) await renditions().spoken(one, 1_000);

    const { calls } = await claim();
    expect(calls.map(({ said }) => said)).toEqual([{ language: 'en', files: { 'hello.wav': 'spoken-bob.wav' } }]);
    expect(seen.map(({ message: its }) => its?.kind)).toEqual(['waits', 'ready']);
    const [row] = await rows<{ said: unknown; text: string }>(database.source, 'SELECT c.said, r.text FROM calls c JOIN renditions r ON r.file = ?', ['spoken-bob.wav']);
    expect([typeof row?.said === 'string' ? JSON.parse(row.said) : row?.said, row?.text]).toEqual([{ language: 'en', files: { 'hello.wav': 'spoken-bob.wav' } }, '']);
  });

  it('that cannot be spoken is asked for again later, and goes to others when whoever took it has died', async () => {
    await claim();
    const ann = (await renditions().take(10, 60)).find(({ file }) => file === fileOf('ann'));
    if (ann === undefined) throw new Error('nothing is wanted');
    await renditions().failed(ann);
    expect((await claim()).calls).toEqual([]);
    expect(seen.map(({ message: its }) => its?.kind)).toEqual(['not-spoken', 'waits']);
    await write(database.source, 'UPDATE renditions SET used_at = used_at - INTERVAL 11 MINUTE', []);
    await write(database.source, 'UPDATE targets SET next_at = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND', []);
    await claim();
    expect(await states()).toMatchObject({ 'spoken-ann.wav': 'wanted' });

    expect((await renditions().take(10, 60)).map(({ file }) => file)).toEqual([fileOf('ann')]);
    await write(database.source, 'UPDATE renditions SET taken_until = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND', []);
    expect((await renditions().take(10, 60)).length).toBe(2);
  });

  it('is taken away when no call was planned with it for long, and not when one was meanwhile', async () => {
    await claim();
    for (const one of await renditions().take(10, 60)) await renditions().spoken(one, 1_000);
    expect([await renditions().bytes(), await renditions().unused(15, 10)]).toEqual([2_000, []]);
    await write(database.source, 'UPDATE renditions SET used_at = used_at - INTERVAL 16 MINUTE', []);
    const [ann, bob] = await renditions().unused(15, 10);
    if (ann === undefined || bob === undefined) throw new Error('none is unused');
    await claim(1);
    expect([await renditions().drop(ann, 15), await renditions().drop(bob, 15)].filter(Boolean)).toHaveLength(1);
    expect(await renditions().bytes()).toBe(1_000);
  });
});
