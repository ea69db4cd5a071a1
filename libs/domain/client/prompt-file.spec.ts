import { assert, constantFrom, property } from 'fast-check';
import { promptFileOf, promptNameOf } from './prompt-file';

describe('the file of a client\'s prompt', () => {
  it.each([
    ['1', 'offer.wav', 'offer.wav'], ['2', 'offer.wav', 'client-2--offer.wav'], ['12', 'offer.wav', 'client-12--offer.wav'],
  ])('of client %s, called %s, is %s', (clientId, name, file) => {
    expect(promptFileOf({ clientId }, name)).toBe(file);
  });

  it('is called so by its own client, and by no other client anything', () => {
    const client = constantFrom('1', '2', '12', '21');
    assert(property(client, client, constantFrom('offer.wav', 'client.wav', '2--offer.wav', 'client-2-offer.wav'), (clientId, otherId, name) => {
      expect(promptNameOf({ clientId: otherId }, promptFileOf({ clientId }, name))).toBe(otherId === clientId ? name : null);
    }));
  });

  it('is the same for all, when it is of what callers are told: nobody has one of that name alone', () => {
    for (const clientId of ['1', '2']) {
      expect([promptFileOf({ clientId }, 'say-en-welcome.wav'), promptNameOf({ clientId }, 'say-en-welcome.wav')]).toEqual(['say-en-welcome.wav', 'say-en-welcome.wav']);
      expect(promptNameOf({ clientId }, 'client-2--say-en-welcome.wav')).toBeNull();
    }
  });

  it('is never another client\'s by its name alone', () => {
    expect([promptNameOf({ clientId: '1' }, 'client-2--offer.wav'), promptNameOf({ clientId: '2' }, 'client-2--client-3--offer.wav')]).toEqual([null, null]);
  });
});
