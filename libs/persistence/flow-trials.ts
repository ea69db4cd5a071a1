import type { ScriptState } from '@paceline/domain/script/script-run';
import { IsNull, Not, type DataSource } from 'typeorm';
import { FlowTrial } from './entities/flows';
import { write } from './transaction';

/** Drafts that ring a phone, as a switch's owner has them. */
export class FlowTrials {
  constructor(private readonly dataSource: DataSource, private readonly switchId: string) {}

  async find(id: string): Promise<FlowTrial | null> {
    return await this.dataSource.manager.findOneBy(FlowTrial, { id, switchId: this.switchId });
  }

  /** The phone is called now. False: it was before, or it is over; nobody is called twice. */
  async placed(id: string, gateway: string | null, at: Date): Promise<boolean> {
    const { affectedRows } = await write(this.dataSource,
      'UPDATE flow_trials SET placed_at = ?, leg_gateway = ? WHERE id = ? AND switch_id = ? AND placed_at IS NULL AND ended_at IS NULL', [at, gateway, id, this.switchId]);
    return affectedRows === 1;
  }

  async answered(id: string, at: Date): Promise<void> {
    await write(this.dataSource, 'UPDATE flow_trials SET answered_at = ? WHERE id = ? AND switch_id = ? AND answered_at IS NULL', [at, id, this.switchId]);
  }

  async stands(id: string, state: ScriptState): Promise<void> {
    await write(this.dataSource, 'UPDATE flow_trials SET script_state = ? WHERE id = ? AND switch_id = ? AND ended_at IS NULL', [JSON.stringify(state), id, this.switchId]);
  }

  /** What was written first stands. */
  async ended(id: string, by: string, at: Date): Promise<void> {
    await write(this.dataSource, 'UPDATE flow_trials SET ended_at = ?, ended_by = ? WHERE id = ? AND switch_id = ? AND ended_at IS NULL', [at, by.slice(0, 64), id, this.switchId]);
  }

  /** Called, and not over: an earlier owner may have begun them. */
  async unfinished(): Promise<FlowTrial[]> {
    return await this.dataSource.manager.findBy(FlowTrial, { switchId: this.switchId, placedAt: Not(IsNull()), endedAt: IsNull() });
  }
}
