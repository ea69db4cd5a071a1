import { SetMetadata, applyDecorators } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation } from '@nestjs/swagger';
import { PERMISSIONS, type Permission } from '@paceline/contracts/permissions';

export const ACCESS = 'paceline:access';
export type Access = Permission | 'public';

/** Who may use a route. A route without this is refused to everybody. */
export function Allow(permission: Permission, summary: string): MethodDecorator {
  return applyDecorators(
    SetMetadata(ACCESS, permission satisfies Access), ApiBearerAuth(),
    ApiOperation({ summary, description: `For ${PERMISSIONS[permission].join(', ')} (\`${permission}\`).` }),
  );
}

export function Public(summary: string): MethodDecorator {
  return applyDecorators(SetMetadata(ACCESS, 'public' satisfies Access), ApiOperation({ summary }));
}
