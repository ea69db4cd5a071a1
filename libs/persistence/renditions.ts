import type { DataSource, EntityManager } from 'typeorm';
import type { ClientScope } from '@paceline/domain/client/client';
import type { WrittenText } from '@paceline/domain/message/said-to';
import type { RenditionState } from './entities/renditions';
import { inTransaction, rows, write } from './transaction';

/** One that could not be spoken is asked for again after this. */
const AGAIN_AFTER_MIN = 10;

export interface TakenRendition extends WrittenText { readonly clientId: string; readonly file: string }
export interface KeptRendition { readonly clientId: string; readonly file: string; readonly bytes: number }

/**
 * How far each of these is; whatever is not there yet is asked for. Within the transaction that plans the calls: none that is ready is
 * taken away before it ends.
 */
export async function askForRenditions(manager: EntityManager, { clientId }: ClientScope, wanted: ReadonlyMap<string, WrittenText>): Promise<ReadonlyMap<string, RenditionState>> {
  if (wanted.size === 0) return new Map();
  const files = [...wanted.keys()].sort();
  const found = await rows<{ file: string; state: RenditionState; again: string | number }>(manager,
    `SELECT file, state, state = 'failed' AND used_at < UTC_TIMESTAMP(3) - INTERVAL ${AGAIN_AFTER_MIN} MINUTE AS again FROM renditions
      WHERE client_id = ? AND file IN (?) ORDER BY file FOR UPDATE`, [clientId, files]);
  const states = new Map(found.map(({ file, state, again }) => [file, Number(again) === 1 ? 'wanted' : state]));
  const missing = [...wanted].filter(([file]) => !states.has(file));
  if (missing.length > 0) {
    await write(manager,
      `INSERT IGNORE INTO renditions (client_id, file, state, language, text, used_at) VALUES ${missing.map(() => "(?, ?, 'wanted', ?, ?, UTC_TIMESTAMP(3))").join(', ')}`,
      missing.flatMap(([file, { language, text }]) => [clientId, file, language, text]));
  }
  const again = found.filter((one) => Number(one.again) === 1).map(({ file }) => file);
  if (again.length > 0) await write(manager, "UPDATE renditions SET state = 'wanted', used_at = UTC_TIMESTAMP(3) WHERE client_id = ? AND file IN (?)", [clientId, again]);
  return states;
}

/** Calls are planned with them. */
export async function useRenditions(manager: EntityManager, { clientId }: ClientScope, files: readonly string[]): Promise<void> {
  if (files.length > 0) await write(manager, 'UPDATE renditions SET used_at = UTC_TIMESTAMP(3) WHERE client_id = ? AND file IN (?)', [clientId, [...new Set(files)].sort()]);
}

/** For whoever speaks them, and takes away what nobody needs. */
export class Renditions {
  constructor(private readonly dataSource: DataSource) {}

  /** The oldest that are wanted, for nobody else so long: whoever dies with them leaves them to others. */
  async take(count: number, forSec: number): Promise<TakenRendition[]> {
    return await inTransaction(this.dataSource, async (manager) => {
      const taken = await rows<TakenRendition>(manager,
        `SELECT client_id AS clientId, file, language, text FROM renditions
          WHERE state = 'wanted' AND (taken_until IS NULL OR taken_until < UTC_TIMESTAMP(3)) ORDER BY used_at LIMIT ? FOR UPDATE SKIP LOCKED`, [count]);
      if (taken.length > 0) {
        await write(manager, `UPDATE renditions SET taken_until = UTC_TIMESTAMP(3) + INTERVAL ? SECOND WHERE (client_id, file) IN (${taken.map(() => '(?, ?)').join(', ')})`,
          [forSec, ...taken.flatMap(({ clientId, file }) => [clientId, file])]);
      }
      return taken;
    });
  }

  async spoken({ clientId, file }: TakenRendition, bytes: number): Promise<void> {
    await write(this.dataSource, "UPDATE renditions SET state = 'ready', text = '', bytes = ?, taken_until = NULL WHERE client_id = ? AND file = ? AND state = 'wanted'", [bytes, clientId, file]);
  }

  async failed({ clientId, file }: TakenRendition): Promise<void> {
    await write(this.dataSource, "UPDATE renditions SET state = 'failed', taken_until = NULL, used_at = UTC_TIMESTAMP(3) WHERE client_id = ? AND file = ? AND state = 'wanted'", [clientId, file]);
  }

  async bytes(): Promise<number> {
    const [found] = await rows<{ bytes: string | null }>(this.dataSource, "SELECT SUM(bytes) AS bytes FROM renditions WHERE state = 'ready'", []);
    return Number(found?.bytes ?? 0);
  }

  /** Those that no call was planned with for so long, the longest first. */
  async unused(minutes: number, atMost: number): Promise<KeptRendition[]> {
    return await rows<KeptRendition>(this.dataSource,
      'SELECT client_id AS clientId, file, bytes FROM renditions WHERE used_at < UTC_TIMESTAMP(3) - INTERVAL ? MINUTE ORDER BY used_at LIMIT ?', [minutes, atMost]);
  }

  /** False: a call was planned with it meanwhile, and it stays. */
  async drop({ clientId, file }: KeptRendition, unusedMinutes: number): Promise<boolean> {
    const gone = await write(this.dataSource, 'DELETE FROM renditions WHERE client_id = ? AND file = ? AND used_at < UTC_TIMESTAMP(3) - INTERVAL ? MINUTE', [clientId, file, unusedMinutes]);
    return gone.affectedRows > 0;
  }
}
