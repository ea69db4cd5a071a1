import { z } from 'zod';
import { routes } from '.';
import { addressOf, type Route } from './route';

const all: readonly (readonly [name: string, route: Route])[] = Object.entries(routes).flatMap(([part, ofPart]) =>
  Object.entries(ofPart).map(([name, route]: [string, Route]) => [`${part}.${name}`, route] as const));

/** The names of the fields that a schema takes. */
function fieldsOf(schema: z.ZodType | undefined): readonly string[] {
  return schema === undefined ? [] : Object.keys(z.toJSONSchema(schema, { io: 'input' }).properties ?? {});
}

describe('the table of routes', () => {
  it('has each address once', () => {
    const addresses = all.map(([, route]) => `${route.method} ${addressOf(route)}`);
    expect(addresses).toEqual([...new Set(addresses)]);
  });

  it.each(all)('%s names the parameters of its path', (_name, { path, params }) => {
    expect([...path.matchAll(/:([A-Za-z]+)/g)].map(([, name]) => name).sort()).toEqual([...fieldsOf(params)].sort());
  });

  it.each(all)('%s takes a body only where one can be sent, and of one kind', (_name, { method, body, form, fromSwitch }) => {
    expect([body, form, fromSwitch].filter((kind) => kind !== undefined).length).toBeLessThanOrEqual(method === 'GET' || method === 'DELETE' ? 0 : 1);
  });

  it('lets everybody in only to log in, to be looked after, to a form by its link, and to a switch with its password', () => {
    const open = all.filter(([, { access }]) => access === 'public').map(([name]) => name);
    expect(open.sort()).toEqual(['auth.login', 'callRecords.take', 'forms.begin', 'forms.open', 'forms.page', 'forms.resume', 'forms.step', 'health.live', 'health.ready']);
  });
});
