import { FiredEvent } from '../core/fired-event';
import { HeaderBlock, type Header } from '../core/header-block';
import { Subscription } from './subscription';

const event = (...headers: Header[]): FiredEvent => new FiredEvent('X', null, [new HeaderBlock(headers)], null, 1);

describe('a subscription', () => {
  it('hears what it names, and subclasses of CUSTOM by name', () => {
    const subscription = new Subscription();
    expect(subscription.wants('API', null)).toBe(false);
    expect(subscription.event(['json', 'CHANNEL_ANSWER', 'custom', 'avmd::beep', 'sofia::register'])).toBe('+OK event listener enabled json');
    expect(subscription.wants('CHANNEL_ANSWER', null)).toBe(true);
    expect(subscription.wants('CHANNEL_PARK', null)).toBe(false);
    expect(subscription.wants('CUSTOM', 'avmd::beep')).toBe(true);
    expect(subscription.wants('CUSTOM', 'avmd::start')).toBe(false);
  });

  it('hears everything with ALL, and less after nixevent', () => {
    const subscription = new Subscription();
    subscription.event(['plain', 'ALL']);
    expect(subscription.wants('CUSTOM', 'any::thing')).toBe(true);
    expect(subscription.nixevent(['CODEC'])).toBe('+OK events nixed');
    expect(subscription.wants('CODEC', null)).toBe(false);
    expect(subscription.wants('API', null)).toBe(true);
    subscription.event(['CODEC']);
    expect(subscription.wants('CODEC', null)).toBe(true);
    subscription.nixevent(['ALL']);
    expect(subscription.wants('API', null)).toBe(false);
  });

  it('keeps its format until another is named, and refuses a list of nothing', () => {
    const subscription = new Subscription();
    expect(subscription.event(['NOSUCH'])).toBe('-ERR no keywords supplied');
    subscription.event(['json', 'API']);
    expect(subscription.event(['CODEC'])).toBe('+OK event listener enabled json');
    expect(subscription.noevents()).toBe('+OK no longer listening for events');
    expect(subscription.wants('API', null)).toBe(false);
    expect(subscription.noevents()).toBe('-ERR not listening for events');
  });

  it('passes what one filter matches and no negative one', () => {
    const subscription = new Subscription();
    expect(subscription.passes(event(['Unique-ID', 'a']))).toBe(true);
    expect(subscription.filter('Unique-ID a')).toBe('+OK filter added. [Unique-ID]=[a]');
    expect(subscription.filter('add Call-Direction /^in/')).toBe('+OK filter added. [Call-Direction]=[/^in/]');
    expect(subscription.passes(event(['Unique-ID', 'A']))).toBe(true);
    expect(subscription.passes(event(['Unique-ID', 'b']))).toBe(false);
    expect(subscription.passes(event(['Call-Direction', 'inbound']))).toBe(true);
    subscription.filter('Job-UUID -x');
    expect(subscription.passes(event(['Unique-ID', 'a'], ['Job-UUID', 'x']))).toBe(false);
    expect(subscription.filter('delete all')).toBe('+OK filter deleted. [all][]');
    expect(subscription.passes(event(['Unique-ID', 'b']))).toBe(true);
    expect(subscription.filter('lonely')).toBe('-ERR invalid syntax');
  });
});
