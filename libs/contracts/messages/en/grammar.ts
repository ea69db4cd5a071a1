import { pluralsOf } from '../plurals';

/** Of a count the word that goes with it. */
export const plural = pluralsOf('en', ['one', 'other']);
