import { z } from 'zod';

export const gatewayName = z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/, 'letters, digits and _ . - only, up to 64');
const prefix = z.string().regex(/^\+[0-9]{1,15}$/, 'must be a prefix such as +98').meta({ example: '+98' });

const settings = {
  callsPerSec: z.number().int().min(1).max(1000),
  maxLines: z.number().int().min(1).max(20_000),
  allowedPrefixes: z.array(prefix).max(500).describe('only these may be dialed; an empty list allows none'),
  enabled: z.boolean(),
};

export const gateway = z.object({ name: z.string(), switchId: z.string(), ...settings, allowedPrefixes: z.array(z.string()) });
export type GatewayView = z.infer<typeof gateway>;
export const gatewayList = z.object({ items: z.array(gateway) });

/** Limits below what the switch and the trunk allow: the dialer keeps them itself. */
export const createGateway = z.strictObject({
  name: gatewayName,
  callsPerSec: settings.callsPerSec.default(10),
  maxLines: settings.maxLines.default(50),
  allowedPrefixes: settings.allowedPrefixes,
  enabled: settings.enabled.default(true),
});
export type CreateGateway = z.infer<typeof createGateway>;

export const patchGateway = z.strictObject(settings).partial();
export type PatchGateway = z.infer<typeof patchGateway>;
export const gatewayParams = z.object({ name: gatewayName });
