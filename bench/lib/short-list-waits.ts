export const WAITED_BEFORE_SEC: Readonly<Record<string, number>> = {};
