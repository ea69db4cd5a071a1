import type { ClientInboundNumbers } from '@paceline/persistence';
import { calledNumber, lastDigits, toldNumber } from '@paceline/platform/told-number';

const NOWHERE = (): boolean => false;

/** Whether what a campaign shows, as its trunk wants it, is this number of ours, E.164. */
export function shows(callerNumber: string, number: string): boolean {
  return calledNumber(callerNumber, [number], NOWHERE).kind === 'one';
}

/** The number of ours that it is, or else what it reads as; null: it is no number, or two of ours are written so. */
export async function shownNumber(numbers: Pick<ClientInboundNumbers, 'endingIn'>, callerNumber: string, switchId: string): Promise<string | null> {
  const digits = lastDigits(callerNumber);
  const called = calledNumber(callerNumber, digits === null ? [] : await numbers.endingIn(switchId, digits), NOWHERE);
  if (called.kind === 'several') return null;
  return called.kind === 'one' ? called.number : toldNumber(callerNumber);
}
