import type { InterviewComment, KeptInterview } from '@paceline/persistence';
import { OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { aCall, aCaller } from './call.spec-helper';
import { InterviewBook, type KeypadStepTaken } from './interview-book';
import { aKeptInterview, anInterview } from './interview.spec-helper';

type Committed = Awaited<ReturnType<ConstructorParameters<typeof InterviewBook>[1]['interviews']['commit']>>;

class Shelf extends OwnerBench {
  readonly comments: InterviewComment[] = [];
  readonly committed: unknown[][] = [];
  readonly wanted: unknown[] = [];
  row: KeptInterview | null = null;
  /** What the database says, one after the other. */
  answers: (() => Committed)[] = [];
  readonly book = new InterviewBook(this.owner, {
    interviews: {
      begin: async (scope, wanted) => { this.wanted.push({ ...scope, ...wanted }); return this.row; },
      read: async () => this.row,
      commit: async ({ revision }, { actions }, _at, beside) => {
        this.committed.push([revision, ...actions.map(({ kind }) => kind), beside?.['serial']]);
        return this.answers.shift()?.() ?? { kind: 'committed', revision: revision + 1, verdict: null };
      },
    },
    rows: { keepComment: async (comment) => { this.comments.push(comment); }, personOf: async () => ({ language: 'fa', known: { name: 'Sara' } }) },
  });
  readonly call = aCall();
  readonly interview = anInterview();

  step(more: Partial<KeypadStepTaken> = {}): KeypadStepTaken {
    return { keypad: { ...this.interview.keypad, serial: 4, askedAtMs: 10 }, actions: [], path: null, atMs: 10, ...more };
  }
}

const away = (): Committed => { throw Object.assign(new Error('gone'), { code: 'ECONNRESET' }); };
const stale = (): Committed => ({ kind: 'stale' });
const reserved = { kind: 'reserved', quotas: ['all'] } as const;

describe('interviews by keys are kept', () => {
  useTestTime();
  let shelf: Shelf;
  beforeEach(() => { shelf = new Shelf(); });

  it('a step after the other, with where the call stands', async () => {
    const ask = { kind: 'ask', serial: 4, prompts: [], mostKeys: 1, waitMs: 5_000 } as const;
    await shelf.book.keep(shelf.call, shelf.interview, shelf.step({ actions: [{ kind: 'commit', question: 'nps', given: { kind: 'number', value: 9 } }, ask] }));
    await shelf.book.keep(shelf.call, shelf.interview, shelf.step());
    expect(shelf.committed).toEqual([[0, 'commit', 4], [1, 4]]);
  });

  it('with the file of a comment, before the answer that says that there is one', async () => {
    await shelf.book.keep(shelf.call, shelf.interview, shelf.step({ path: 'a-interview-4.wav', actions: [{ kind: 'commit', question: 'words', given: { kind: 'recorded', lengthMs: 2_000 } }] }));
    await shelf.book.keep(shelf.call, shelf.interview, shelf.step({ path: 'a-interview-5.wav', actions: [] })); // a click
    expect(shelf.comments).toEqual([{ interviewId: 'interview', question: 'words', path: 'a-interview-4.wav', lengthMs: 2_000, recordedAt: new Date(10) }]);
  });

  it('once, though the answer of the database was lost, and what it says of quotas is asked for again', async () => {
    const keypad = { ...shelf.interview.keypad, serial: 4, askedAtMs: 10, interview: { ...shelf.interview.keypad.interview, reserving: ['all'] } };
    shelf.row = aKeptInterview({ revision: 1, beside: { serial: 4, askedAtMs: 10 } });
    shelf.answers = [away, stale, () => ({ kind: 'committed', revision: 2, verdict: reserved })];
    const kept = shelf.book.keep(shelf.call, shelf.interview, shelf.step({ keypad, actions: [{ kind: 'reserve', quotas: ['all'] }] }));
    await pass(10_000);
    await expect(kept).resolves.toEqual({ verdict: reserved });
    expect(shelf.committed).toEqual([[0, 'reserve', 4], [0, 'reserve', 4], [1, 'reserve', 4]]);
  });

  it.each<[string, Partial<KeptInterview>]>([['has gone on from there', { revision: 1, beside: { serial: 9, askedAtMs: 10 } }], ['is further', { revision: 5, beside: { serial: 4, askedAtMs: 10 } }]])(
    'not when another owner %s', async (_how, row) => {
      shelf.row = aKeptInterview(row);
      shelf.answers = [away, stale];
      const kept = shelf.book.keep(shelf.call, shelf.interview, shelf.step());
      await pass(10_000);
      await expect(kept).resolves.toBeNull();
    });

  it('of a caller in the language of their call, of a contact in that of their fields', async () => {
    shelf.row = aKeptInterview();
    await expect(shelf.book.begin(shelf.call, '30', '7')).resolves.toMatchObject({ kept: { id: 'interview' }, keypad: { serial: 0 } });
    await shelf.book.begin(aCaller(), '30', null);
    expect(shelf.wanted).toMatchObject([{ language: 'fa', known: { name: 'Sara' }, agentId: '7', delivery: 'keypad', callId: 'a', campaignId: '1' }, { language: 'en', callId: 'caller', agentId: null }]);
  });

  it('and not begun again once they are over', async () => {
    shelf.row = aKeptInterview({ state: { ...aKeptInterview().state, isBegun: true, ending: { result: 'complete' } } });
    await expect(shelf.book.begin(shelf.call, '30', null)).resolves.toBeNull();
  });

  it('and begun again where they stopped in another call, and not where they stopped in this one, whose owner died over the goodbye', async () => {
    const stopped = { ...aKeptInterview().state, isBegun: true, ending: { result: 'partial', because: 'given-up' } } as const;
    shelf.row = aKeptInterview({ state: stopped });
    await expect(shelf.book.begin(shelf.call, '30', null)).resolves.toMatchObject({ kept: { id: 'interview' } });
    shelf.row = aKeptInterview({ state: stopped, beside: { serial: 9 } });
    await expect(shelf.book.begin(shelf.call, '30', null)).resolves.toBeNull();
  });
});
