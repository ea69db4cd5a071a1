/** Why a campaign calls, and who or what speaks: laws turn on both. Null, where one is not said: the strictest of all holds. */
export const PURPOSES = ['sales', 'survey', 'service', 'debt', 'notice'] as const;
export type Purpose = (typeof PURPOSES)[number];

export const DELIVERIES = ['agent', 'recorded', 'keypad', 'spoken'] as const;
export type Delivery = (typeof DELIVERIES)[number];

export interface Kind {
  readonly purpose: Purpose | null;
  readonly delivery: Delivery | null;
}

/** Everything but a person who speaks: an announcing device by any name. */
export const MACHINE: readonly Delivery[] = ['recorded', 'keypad', 'spoken'];
