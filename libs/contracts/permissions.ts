import { isOwnClient, type ClientScope } from '@paceline/domain/client/client';

/** What a user may be. */
export const ROLES = ['admin', 'manager', 'supervisor', 'agent', 'quality'] as const;
export type Role = (typeof ROLES)[number];

/**
 * Who may do what: the only table of permissions. The API refuses by it, the console hides by it. Every
 * route names one of these; what an agent may do with a call of their own stands with that route.
 */
export const PERMISSIONS = {
  'users:manage': ['admin'],
  'audit:read': ['admin'],
  'gateways:manage': ['admin'],
  'gateways:read': ['admin', 'manager', 'supervisor'],
  /** Stops all dialing, and allows it again. */
  'dialing:stop': ['admin', 'manager', 'supervisor'],
  'dialing:read': ['admin', 'manager', 'supervisor', 'agent', 'quality'],
  'agents:manage': ['admin', 'manager'],
  'agents:read': ['admin', 'manager', 'supervisor', 'quality'],
  'lists:manage': ['admin', 'manager'],
  'lists:read': ['admin', 'manager', 'supervisor'],
  'contacts:manage': ['admin', 'manager'],
  'contacts:read': ['admin', 'manager', 'supervisor', 'quality'],
  'campaigns:manage': ['admin', 'manager'],
  'campaigns:read': ['admin', 'manager', 'supervisor', 'quality'],
  'queues:manage': ['admin', 'manager'],
  'queues:read': ['admin', 'manager', 'supervisor', 'quality'],
  'flows:manage': ['admin', 'manager'],
  'flows:read': ['admin', 'manager', 'supervisor', 'quality'],
  'questionnaires:manage': ['admin', 'manager', 'quality'],
  'questionnaires:read': ['admin', 'manager', 'supervisor', 'quality'],
  'inbound:manage': ['admin', 'manager'],
  'inbound:read': ['admin', 'manager', 'supervisor', 'quality'],
  /** Closes numbers in an emergency, and opens them again. */
  'inbound:close': ['admin', 'manager', 'supervisor'],
  'prompts:manage': ['admin', 'manager'],
  'prompts:read': ['admin', 'manager', 'supervisor', 'quality'],
  /** Hears what callers left, and says that it is seen to. */
  'voicemails:handle': ['admin', 'manager', 'supervisor'],
  /** Low scores that somebody sees to. */
  'follow-ups:handle': ['admin', 'manager', 'supervisor', 'quality'],
  'offers:manage': ['admin', 'manager'],
  'offers:read': ['admin', 'manager', 'supervisor', 'quality'],
  'calls:read': ['admin', 'manager', 'supervisor', 'quality'],
  /** Hears what people said; agents do not hear their own. */
  'recordings:fetch': ['admin', 'manager', 'supervisor', 'quality'],
  'calls:control': ['admin', 'manager', 'supervisor'],
  /** What others have asked of a switch's owner; one's own commands are everybody's to follow. */
  'commands:read': ['admin', 'manager', 'supervisor'],
  'dispositions:manage': ['admin', 'manager'],
  'dispositions:read': ['admin', 'manager', 'supervisor', 'agent', 'quality'],
  'do-not-call:manage': ['admin', 'manager', 'supervisor'],
  /** Takes a number off the list although the person said no on a call. */
  'do-not-call:overrule': ['admin'],
  'do-not-call:read': ['admin', 'manager', 'supervisor', 'quality'],
  'holidays:manage': ['admin'],
  'holidays:read': ['admin', 'manager', 'supervisor', 'quality'],
  'live:all': ['admin', 'manager', 'supervisor', 'quality'],
  /** The own session as an agent, and the own calls: whoever has an agent's record. */
  'own:work': ['admin', 'manager', 'supervisor', 'agent'],
  /** All calls for those with `calls:read`, for agents their own. */
  'own:calls': ['admin', 'manager', 'supervisor', 'agent', 'quality'],
  /** The own account. */
  'own:account': ['admin', 'manager', 'supervisor', 'agent', 'quality'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type Permission = keyof typeof PERMISSIONS;

/** What changes the whole installation, whoever it calls for: for users of its own client alone, whatever their role. */
const OF_THE_INSTALLATION: readonly Permission[] = ['gateways:manage', 'dialing:stop', 'holidays:manage'];

export function rolesWith(permission: Permission): readonly Role[] {
  return PERMISSIONS[permission];
}

export function mayDo(role: Role, permission: Permission): boolean {
  return rolesWith(permission).includes(role);
}

/** The same of a user, by their client too. */
export function userMayDo(user: ClientScope & { readonly role: Role }, permission: Permission): boolean {
  return mayDo(user.role, permission) && (isOwnClient(user) || !OF_THE_INSTALLATION.includes(permission));
}
