import { HttpCode, RequestMapping, RequestMethod, SerializeOptions, SetMetadata, applyDecorators, type StreamableFile } from '@nestjs/common';
import {
  ApiBasicAuth, ApiBody, ApiConsumes, ApiExcludeEndpoint, ApiHeader, ApiNoContentResponse, ApiOkResponse, ApiProduces, ApiResponse, ApiTags,
} from '@nestjs/swagger';
import type { Form, Route, RouteAnswer } from '@paceline/contracts/routes/route';
import type { z } from 'zod';
import { Allow, Public } from '../auth/allow';

/** By which a method is found to answer a route of the table. */
export const ROUTE = 'paceline:route';

type Plain = string | number | boolean | null | undefined;
type Frozen<Value> = unknown extends Value ? Value : Value extends Plain ? Value : { readonly [Key in keyof Value]: Frozen<Value[Key]> };

/** What the method of a route gives back: what its schema takes, or what is sent as it is. */
type Given<Answer extends RouteAnswer> = Answer extends { readonly schema: infer Schema extends z.ZodType } ? Frozen<z.input<Schema>>
  : Answer extends { readonly kind: 'csv' } ? StreamableFile
    : Answer extends { readonly kind: 'sound' } ? StreamableFile | void : void; // what is written to the response itself gives back nothing

type Method<R extends Route> = (...given: never[]) => Given<R['answers']> | Promise<Given<R['answers']>>;

/**
 * Makes a method the one that answers a route of the contract: address, who may use it, what it answers, documentation. The
 * compiler refuses a method that gives back something else than the contract says.
 */
export function Routed<R extends Route>(route: R): <M extends Method<R>>(target: object, name: string, method: TypedPropertyDescriptor<M>) => void {
  const { tag, method, path, access, summary, form, fromSwitch, answers } = route;
  return applyDecorators(
    SetMetadata(ROUTE, route), RequestMapping({ method: RequestMethod[method], path }), tag === null ? ApiExcludeEndpoint() : ApiTags(tag),
    access === 'public' ? Public(summary) : Allow(access, summary),
    ...form === undefined ? [] : takesForm(form),
    ...fromSwitch === undefined ? [] : [ApiBasicAuth(), ApiBody({ schema: { type: 'object', description: fromSwitch } })],
    ...answered(answers),
  );
}

function takesForm({ file, fields }: Form): readonly MethodDecorator[] {
  const texts = Object.entries(fields).map(([name, field]) => [name, { type: 'string', ...field }] as const);
  const properties = { file: { type: 'string', format: 'binary', description: file }, ...Object.fromEntries(texts) };
  return [ApiConsumes('multipart/form-data'), ApiBody({ schema: { type: 'object', required: ['file'], properties } })];
}

const SOUND = { schema: { type: 'string', format: 'binary' } } as const;

function answered(answers: RouteAnswer): readonly MethodDecorator[] {
  switch (answers.kind) {
    case 'json': {
      const { schema, status, description = '' } = answers;
      return [SerializeOptions({ schema }), HttpCode(status), ApiResponse({ status, description, standardSchema: schema })];
    }
    case 'command': return [
      SerializeOptions({ schema: answers.schema }), HttpCode(200),
      ApiResponse({ status: 200, description: 'Done.', standardSchema: answers.schema }),
      ApiResponse({ status: 202, description: 'Committed, and not done yet: the dialer or Redis is away.', standardSchema: answers.schema }),
    ];
    case 'nothing': return [HttpCode(204), ApiNoContentResponse()];
    case 'page': return [ApiProduces('text/html'), ApiOkResponse({ schema: { type: 'string' } })];
    case 'csv': return [ApiProduces('text/csv'), ApiOkResponse({ schema: { type: 'string' } })];
    case 'sound': return [
      ApiProduces('audio/wav'),
      ...answers.inParts ? [
        ApiHeader({ name: 'Range', required: false, description: 'one range of bytes, such as bytes=0-99999' }),
        ApiResponse({ status: 200, description: 'All of it.', ...SOUND }), ApiResponse({ status: 206, description: 'The part that was asked for.', ...SOUND }),
      ] : [ApiOkResponse(SOUND)],
    ];
  }
}
