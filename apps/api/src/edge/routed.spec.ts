import 'reflect-metadata';
import { routes } from '@paceline/contracts/routes';
import { ROUTE, Routed } from './routed';

class Right {
  @Routed(routes.health.live)
  live(): { status: 'up' } { return { status: 'up' }; }

  @Routed(routes.lists.remove)
  async remove(): Promise<void> { await Promise.resolve(); }
}

class Wrong {
  // @ts-expect-error -- the contract answers `up` alone
  @Routed(routes.health.live)
  live(): { status: 'well' } { return { status: 'well' }; }

  // @ts-expect-error -- a user has an id
  @Routed(routes.users.find)
  find(): Promise<{ username: string }> { return Promise.resolve({ username: 'ann' }); }

  // @ts-expect-error -- a file, not a text
  @Routed(routes.calls.file)
  file(): Promise<string> { return Promise.resolve(''); }
}

it('makes a method that of a route, which compiles where it gives what the contract answers', () => {
  const routeOf = (prototype: object, name: string): unknown => Reflect.getMetadata(ROUTE, Reflect.get(prototype, name) as object); // a method
  expect([routeOf(Right.prototype, 'live'), routeOf(Right.prototype, 'remove')]).toEqual([routes.health.live, routes.lists.remove]);
  expect(routeOf(Wrong.prototype, 'find')).toBe(routes.users.find);
});
