import type { DataSource } from 'typeorm';
import { In } from 'typeorm';
import { Call } from './entities/calls';
import { rows, write } from './transaction';

/** A message that is being left on a machine, and the call in which its agent had it. */
export interface OpenMachineMessage { readonly call: Call; readonly prompt: string }

/** What became of a message for a machine. */
export interface MachineMessageRow { readonly askedAt: Date; readonly endedAt: Date | null; readonly whole: boolean | null }

/** The messages that agents have left on machines: a row a call, from the agent's key on. */
export class MachineMessages {
  constructor(private readonly dataSource: DataSource, private readonly switchId: string) {}

  /** False: it was asked for before. */
  async asked(callId: string, prompt: string, at: Date): Promise<boolean> {
    const { affectedRows } = await write(this.dataSource, 'INSERT IGNORE INTO machine_messages (call_id, prompt, asked_at) VALUES (?, ?, ?)', [callId, prompt, at]);
    return affectedRows === 1;
  }

  /** What was written first stands. */
  async ended(callId: string, whole: boolean, at: Date): Promise<void> {
    await write(this.dataSource, 'UPDATE machine_messages SET whole = ?, ended_at = ? WHERE call_id = ? AND ended_at IS NULL', [whole, at, callId]);
  }

  /** Those of this switch that were not over when somebody last wrote. */
  async open(): Promise<readonly OpenMachineMessage[]> {
    const found = await rows<{ callId: string; prompt: string }>(this.dataSource,
      'SELECT m.call_id AS callId, m.prompt FROM machine_messages m JOIN calls c ON c.id = m.call_id AND c.switch_id = ? WHERE m.ended_at IS NULL', [this.switchId]);
    if (found.length === 0) return [];
    const calls = new Map((await this.dataSource.manager.findBy(Call, { id: In(found.map(({ callId }) => callId)) })).map((call) => [call.id, call]));
    return found.flatMap(({ callId, prompt }) => { const call = calls.get(callId); return call === undefined ? [] : [{ call, prompt }]; });
  }
}

/** Of a call; null: its agent left none. */
export async function machineMessageOf(dataSource: DataSource, callId: string): Promise<MachineMessageRow | null> {
  const [found] = await rows<{ askedAt: Date; endedAt: Date | null; whole: number | null }>(dataSource,
    'SELECT asked_at AS askedAt, ended_at AS endedAt, whole FROM machine_messages WHERE call_id = ?', [callId]);
  return found === undefined ? null : { ...found, whole: found.whole === null ? null : found.whole === 1 };
}
