import { expectedFlow, mismatch } from './lib/expected';

describe('the comparison with a recording', () => {
  const story = ['A 1', 'B 2', 'C 3'];

  it('accepts the story itself and nothing else', () => {
    expect(mismatch(story, story)).toBeNull();
    expect(mismatch(story, ['A 1', 'C 3', 'B 2'])).toContain('event 2 should be');
    expect(mismatch(story, ['A 1', 'B 2'])).toContain('(nothing)');
    expect(mismatch(story, [...story, 'D 4'])).toContain('unexpected at the end');
    expect(mismatch(story, ['A 1', 'X 9', 'B 2', 'C 3'])).toContain('X 9');
    expect(mismatch(story, [])).not.toBeNull();
  });

  it('lets a line after ? be missing, but not stand elsewhere', () => {
    const tolerant = ['A 1', '? B 2', 'C 3'];
    expect(mismatch(tolerant, story)).toBeNull();
    expect(mismatch(tolerant, ['A 1', 'C 3'])).toBeNull();
    expect(mismatch(tolerant, ['A 1', 'C 3', 'B 2'])).not.toBeNull();
  });

  it('lets a line after ~ come later, but not earlier and not never', () => {
    const tolerant = ['A 1', '~ B 2', 'C 3', 'D 4'];
    expect(mismatch(tolerant, ['A 1', 'B 2', 'C 3', 'D 4'])).toBeNull();
    expect(mismatch(tolerant, ['A 1', 'C 3', 'D 4', 'B 2'])).toBeNull();
    expect(mismatch(tolerant, ['B 2', 'A 1', 'C 3', 'D 4'])).not.toBeNull();
    expect(mismatch(tolerant, ['A 1', 'C 3', 'D 4'])).toContain('never seen');
    expect(mismatch(['A 1', '~? B 2', 'C 3'], ['A 1', 'C 3'])).toBeNull();
  });

  it('takes * for any one word', () => {
    expect(mismatch(['A * x'], ['A 1 x'])).toBeNull();
    expect(mismatch(['A * x'], ['A 1 y'])).not.toBeNull();
    expect(mismatch(['A *'], ['A 1 2'])).not.toBeNull();
  });

  it('reads tables with their phrases unfolded', () => {
    const flow = expectedFlow('busy');
    expect([...flow.keys()]).toEqual(['callee']);
    expect(flow.get('callee')?.[0]).toBe('CHANNEL_OUTGOING NONE DOWN ringing');
    expect(flow.get('callee')?.some((line) => line.startsWith('@') || line.startsWith('#'))).toBe(false);
  });
});
