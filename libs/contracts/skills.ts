import { HIGHEST_LEVEL, LOWEST_LEVEL } from '@paceline/domain/routing/skills';
import { z } from 'zod';
import { says } from './messages/schema-words';

const skill = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/, says('no-skill', { most: 32 })).meta({ example: 'persian' });

/** Each skill once. */
export const skillLevels = z.array(z.strictObject({
  skill, level: z.number().int().min(LOWEST_LEVEL).max(HIGHEST_LEVEL).describe('1 a little · 10 the best'),
})).max(20).refine((all) => new Set(all.map((one) => one.skill)).size === all.length, says('skill-twice'));
export type SkillLevels = z.infer<typeof skillLevels>;
