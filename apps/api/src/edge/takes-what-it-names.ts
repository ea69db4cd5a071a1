import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { ROUTE_ARGS_METADATA, RouteParamtypes } from '@nestjs/common/internal';
import type { Observable } from 'rxjs';
import { unknownFields, validationFailed } from './validation';

/**
 * A route that takes no parameters, or no body, refuses them as one that takes others refuses what it does not know: whoever sent them
 * would believe that they had an effect.
 */
@Injectable()
export class TakesWhatItNames implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() === 'http') {
      const { query, body } = context.switchToHttp().getRequest<{ readonly query: unknown; readonly body: unknown }>();
      if (!takes(context, RouteParamtypes.QUERY)) refuseKeys(query);
      // Whoever takes the request reads its body, a form, as it comes.
      if (!takes(context, RouteParamtypes.BODY) && !takes(context, RouteParamtypes.REQUEST)) refuseKeys(body);
    }
    return next.handle();
  }
}

/** Whether the route's method has a parameter of this kind. */
function takes(context: ExecutionContext, kind: RouteParamtypes): boolean {
  // Nest keeps a method's parameters by "kind:position".
  const parameters: unknown = Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), context.getHandler().name);
  return Object.keys(parameters ?? {}).some((key) => key.startsWith(`${String(kind)}:`));
}

function refuseKeys(given: unknown): void {
  const keys = Object.keys(Object(given) as object); // of nothing: none
  if (keys.length > 0) throw validationFailed(unknownFields(keys));
}
