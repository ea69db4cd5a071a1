/** What a contact may hold, wherever it comes from: a file, or a person who edits it. Characters are JavaScript's. */
export const MAX_PHONES = 10;
export const MAX_NAME_CHARS = 200;
export const MAX_FIELD_CHARS = 10_000;
/** All of its texts together. */
export const MAX_CONTACT_CHARS = 32 * 1024;
