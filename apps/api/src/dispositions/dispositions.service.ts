import { Injectable } from '@nestjs/common';
import type { CreateDisposition, DispositionView, PatchDisposition } from '@paceline/contracts/dispositions';
import { Disposition, rows } from '@paceline/persistence';
import { PacelineError } from '@paceline/platform/errors';
import { DataSource } from 'typeorm';
import { isEmpty, orTaken } from '../edge/unique';

@Injectable()
export class DispositionsService {
  constructor(private readonly dataSource: DataSource) {}

  async all(): Promise<{ items: DispositionView[] }> {
    const dispositions = await this.dataSource.manager.find(Disposition, { order: { code: 'ASC' } });
    return { items: dispositions.map(toView) };
  }

  async find(code: string): Promise<DispositionView> {
    const disposition = await this.dataSource.manager.findOneBy(Disposition, { code });
    if (disposition === null) throw new PacelineError('not-found', `No disposition has the code ${code}.`);
    return toView(disposition);
  }

  async create(disposition: CreateDisposition): Promise<DispositionView> {
    await orTaken('disposition', disposition.code, this.dataSource.manager.insert(Disposition, { ...disposition, system: false, active: true }));
    return await this.find(disposition.code);
  }

  async patch(code: string, { label, meaning, active }: PatchDisposition): Promise<DispositionView> {
    const { system } = await this.find(code);
    if (system && (active === false || meaning !== undefined)) {
      throw new PacelineError('wrong-state', 'This one is the system\'s: only its label can be changed.');
    }
    const change = { ...(label && { label }), ...(meaning && { meaning }), ...(active !== undefined && { active }) };
    if (!isEmpty(change)) await this.dataSource.manager.update(Disposition, { code }, change);
    return await this.find(code);
  }

  /** Refused once a call has it: make it inactive instead, and reports keep its meaning. */
  async remove(code: string): Promise<void> {
    const { system } = await this.find(code);
    const [call] = await rows<{ id: string }>(this.dataSource, 'SELECT id FROM calls WHERE disposition_code = ? LIMIT 1', [code]);
    if (system || call !== undefined) {
      throw new PacelineError('in-use', system ? 'This one is the system\'s.' : 'Calls have this disposition. Make it inactive instead.');
    }
    await this.dataSource.manager.delete(Disposition, { code });
  }
}

function toView({ code, label, meaning, system, active }: Disposition): DispositionView {
  return { code, label, meaning, system: Boolean(system), active: Boolean(active) };
}
