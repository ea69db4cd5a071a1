import { InterviewAnswer, InterviewRow } from '@paceline/persistence';
import { waitFor } from '@paceline/testing/wait-for';
import { CORPUS, PROMPT_MS, answering, recordedOf } from '../e2e/lib/keypad-corpus';
import { DialerRig } from '../e2e/lib/dialer-rig';
import { survey } from '../e2e/lib/survey-rig';
import { Crew } from './lib/crew';

const PEOPLE = 40;
const LONGEST_MS = 240_000;
const numberOf = (nth: number): string => `+1415556${String(1_000 + nth)}`;

describe('automatic surveys', () => {
  it('lose no answer and double none when their worker is killed twice', async () => {
    const people = Array.from({ length: PEOPLE }, (_, nth) => ({ phone: numberOf(nth), ...answering(nth) }));
    const rig = await DialerRig.open({
      callees: people.map(({ phone, replies }) => ({ number: new RegExp(`^\\${phone}$`), behaviour: { kind: 'answers', progress: 'ringing', ringMs: 100, farewell: { kind: 'never' }, replies } })),
      simulator: { promptLengthMs: () => PROMPT_MS },
    });
    const crew = await Crew.of(rig, 2);
    try {
      const campaign = await survey(rig, people.map(({ phone }) => phone), 6);
      for (const answers of [PEOPLE, 3 * PEOPLE]) {
        await waitFor(`${answers} answers are kept`, async () => await rig.dataSource.manager.count(InterviewAnswer) >= answers, { deadlineMs: LONGEST_MS, everyMs: 20 });
        await crew.kill(await crew.owner());
      }
      await waitFor('everybody has answered', async () => await rig.dataSource.manager.countBy(InterviewRow, { result: 'complete' }) === PEOPLE, { deadlineMs: LONGEST_MS, everyMs: 100 });
      const phones = new Map((await rig.calls(campaign)).map(({ id, phone }) => [id, phone]));
      const interviews = await rig.dataSource.manager.find(InterviewRow);
      const recorded = interviews.map(({ callId, state }) => ({ phone: phones.get(callId ?? ''), ...recordedOf(state) })).sort((a, b) => String(a.phone).localeCompare(String(b.phone)));
      expect(recorded).toEqual(people.map(({ phone, recorded: said }) => ({ phone, ...said })));
      expect(await rig.dataSource.manager.count(InterviewAnswer)).toBe(PEOPLE * CORPUS.questions.length);
      await waitFor('every target has its result', async () => Object.values(await rig.results(campaign)).every((result) => result === 'complete'), { deadlineMs: LONGEST_MS });
    } finally {
      await crew.disband();
      await rig.close();
    }
  }, 2 * LONGEST_MS);
});
