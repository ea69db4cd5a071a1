/**
 * One rule for every name that is written as it is into an address, a path, a dial string or a key: letters, digits and _ . - only, which
 * none of those reads as more than a name, and a letter, a digit or _ at the beginning, so that none is `.` or `..`, hidden, or an option.
 */
export function tokenName(most: number): RegExp {
  return new RegExp(`^[A-Za-z0-9_][A-Za-z0-9_.-]{0,${String(most - 1)}}$`);
}
