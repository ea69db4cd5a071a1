import type { ReadConsent } from '@paceline/domain/lists/read-consent';

/** A row of a file that can be called, or says of somebody that they may not. */
export interface NewContact {
  readonly name: string;
  /** E.164, the primary first. */
  readonly phones: readonly [string, ...string[]];
  /** Whether the primary is a line that several people may share. */
  readonly isLandline: boolean;
  readonly zone: string | null;
  /** The row says the zone; left out, the number tells it. */
  readonly zoneIsSaid?: true;
  /** Every cell that is nothing of the above, by its column. */
  readonly fields: Readonly<Record<string, string>>;
  /** That the file says they have given; left out: none. */
  readonly consent?: ReadConsent;
  /** The file says that this person is not to be called. */
  readonly saidNo: boolean;
}
