/** Jest's matchers without their `any`, for use within expected objects. */
export const anyNumber: unknown = expect.any(Number);
export const anyText: unknown = expect.any(String);
export const containing = (text: string): unknown => expect.stringContaining(text);
export const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern);
export const having = (part: object): unknown => expect.objectContaining(part);
