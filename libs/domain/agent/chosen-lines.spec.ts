import fc from 'fast-check';
import { chosenLines } from './chosen-lines';

describe('the lines that an agent serves', () => {
  it.each<[string, string[], string[] | undefined, string[] | string]>([
    ['all that were assigned, when none are named', ['campaign-1', 'campaign-2'], undefined, ['campaign-1', 'campaign-2']],
    ['those that are named of them', ['campaign-1', 'campaign-2'], ['campaign-2'], ['campaign-2']],
    ['each once, however often it is named', ['campaign-1'], ['campaign-1', 'campaign-1'], ['campaign-1']],
    ['none, when none were assigned', [], undefined, []],
    ['nothing else: one that was not assigned', ['campaign-1'], ['campaign-2'], 'campaign-2'],
    ['nothing else: one beside those that were', ['campaign-1'], ['campaign-1', 'campaign-2'], 'campaign-2'],
    ['nothing at all for who was assigned none', [], ['campaign-1'], 'campaign-1'],
    ['no line by another spelling', ['campaign-1'], ['Campaign-1'], 'Campaign-1'],
  ])('are %s', (_what, assigned, named, expected) => {
    expect(chosenLines(assigned, named)).toEqual(typeof expected === 'string' ? { allow: false, line: expected } : { allow: true, lines: expected });
  });

  const line = fc.integer({ min: 1, max: 8 }).map((id) => `campaign-${id}`);
  it('are never more than were assigned', () => {
    fc.assert(fc.property(fc.uniqueArray(line), fc.option(fc.array(line), { nil: undefined }), (assigned, named) => {
      const chosen = chosenLines(assigned, named);
      const mayServe = named === undefined || named.every((each) => assigned.includes(each));
      expect(chosen.allow).toBe(mayServe);
      if (chosen.allow) expect(chosen.lines.every((each) => assigned.includes(each))).toBe(true);
      else expect(assigned).not.toContain(chosen.line);
    }));
  });
});
