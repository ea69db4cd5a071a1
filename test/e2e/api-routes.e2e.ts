import 'reflect-metadata';
import { ROUTE_ARGS_METADATA, RouteParamtypes } from '@nestjs/common/internal';
import { ModulesContainer } from '@nestjs/core';
import { routes } from '@paceline/contracts/routes';
import { addressOf, type Route } from '@paceline/contracts/routes/route';
import { DOCS_PATH } from '../../apps/api/src/edge/openapi';
import { ROUTE } from '../../apps/api/src/edge/routed';
import { startApi, type TestApi } from './support/api';

const table: readonly Route[] = Object.values(routes).flatMap((part) => Object.values<Route>(part));

/** What Nest keeps of a method's parameter. */
interface Parameter { readonly schema?: unknown }

describe('the routes of the API', () => {
  let api: TestApi;
  beforeAll(async () => { api = await startApi({}, false); });
  afterAll(() => api.stop());

  it('are those of the table, all of them and no others', () => {
    const { router } = api.app.getHttpAdapter().getInstance();
    const served = router.stack.flatMap(({ route }) => route === undefined || route.path.startsWith(`/${DOCS_PATH}`) ? []
      : route.stack.map(({ method }) => `${method.toUpperCase()} ${route.path}`));
    expect(served.sort()).toEqual(table.map((route) => `${route.method} ${addressOf(route)}`).sort());
  });

  it('each has its one method, which checks what it is given by the table\'s schemas', () => {
    const methods = [...api.app.get(ModulesContainer).values()].flatMap(({ controllers }) => [...controllers.values()])
      .flatMap(({ metatype }) => typeof metatype !== 'function' ? [] : Object.values(Object.getOwnPropertyDescriptors(metatype.prototype as object))
        .map(({ value }: { value?: unknown }) => [metatype, value] as const))
      .flatMap(([controller, method]) => {
        const route = typeof method === 'function' ? Reflect.getMetadata(ROUTE, method) as Route | undefined : undefined; // `Routed` sets it
        return route === undefined || typeof method !== 'function' ? [] : [{ route, given: schemasOf(controller, method.name) }];
      });
    expect(new Set(methods.map(({ route }) => route))).toEqual(new Set(table));
    expect(methods).toHaveLength(table.length);
    for (const { route: { method, path, params, query, body }, given } of methods) {
      const checked = [[RouteParamtypes.PARAM, params], [RouteParamtypes.QUERY, query], [RouteParamtypes.BODY, body]] as const;
      expect([`${method} ${path}`, ...checked.map(([kind, schema]) => given.get(kind) === schema)]).toEqual([`${method} ${path}`, true, true, true]);
    }
  });
});

function schemasOf(controller: object, method: string): ReadonlyMap<number, unknown> {
  const parameters = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, method) ?? {}) as Readonly<Record<string, Parameter>>; // by "kind:position"
  // Those of decorators of one's own have a random word for their kind, which may begin with any digit.
  return new Map(Object.entries(parameters).filter(([key]) => /^\d+:\d+$/.test(key)).map(([key, { schema }]) => [Number.parseInt(key, 10), schema]));
}
