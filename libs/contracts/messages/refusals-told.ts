import type { Refusal } from '@paceline/domain/compliance/refusals';

export type RefusalsTold = Readonly<Record<Refusal, null>>;
