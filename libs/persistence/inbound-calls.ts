import type { Script } from '@paceline/domain/script/script';
import type { ScriptState } from '@paceline/domain/script/script-run';
import { In, type DataSource } from 'typeorm';
import { Call } from './entities/calls';
import { Queue, Wait } from './entities/queues';
import { DUPLICATE_ENTRY, mysqlErrorOf, rows } from './transaction';

/** A number of ours, and what whoever calls it now is to meet. */
export interface DialedNumber {
  readonly clientId: string;
  /** At once, and of these with one caller. */
  readonly maxCalls: number;
  readonly maxCallsPerCaller: number;
  readonly flowVersionId: string;
  readonly script: Script;
  /** It, or all of its client, is closed in an emergency. */
  readonly isClosed: boolean;
}

export interface NewInboundCall {
  readonly id: string;
  readonly clientId: string;
  readonly line: string;
  readonly state: 'ringing' | 'answered';
  readonly phone: string | null;
  readonly gateway: string | null;
  readonly dialedNumber: string;
  readonly flowVersionId: string;
  readonly scriptState: ScriptState;
  readonly at: Date;
}

/** Calls that come in at a switch, of whichever client. */
export class InboundCalls {
  constructor(private readonly dataSource: DataSource, private readonly switchId: string) {}

  /** Those of the switch's numbers that end in these digits, seven of them: whichever a trunk may mean. */
  async endingIn(digits: string): Promise<readonly string[]> {
    return (await rows<{ number: string }>(this.dataSource, 'SELECT number FROM inbound_numbers WHERE switch_id = ? AND RIGHT(number, 7) = ? ORDER BY number', [this.switchId, digits]))
      .map(({ number }) => number);
  }

  /** @param number E.164. Null: it is nobody's, or its flow was never published. */
  async dialed(number: string): Promise<DialedNumber | null> {
    const [found] = await rows<Omit<DialedNumber, 'isClosed' | 'script'> & { readonly isClosed: string | number; readonly script: Script | string }>(this.dataSource,
      `SELECT n.client_id AS clientId, n.max_calls AS maxCalls, n.max_calls_per_caller AS maxCallsPerCaller, v.id AS flowVersionId, v.script,
         EXISTS (SELECT 1 FROM inbound_closures c WHERE c.client_id = n.client_id AND c.number_id IN (0, n.id)) AS isClosed
         FROM inbound_numbers n JOIN flows f ON f.id = n.flow_id JOIN flow_versions v ON v.id = f.published_version_id
        WHERE n.switch_id = ? AND n.number = ?`, [this.switchId, number]);
    return found === undefined ? null : { ...found, script: scriptOf(found.script), isClosed: Number(found.isClosed) === 1 };
  }

  /** The script of a call that began before; null when it is gone. */
  async script(flowVersionId: string): Promise<Script | null> {
    const [found] = await rows<{ readonly script: Script | string }>(this.dataSource, 'SELECT script FROM flow_versions WHERE id = ?', [flowVersionId]);
    return found === undefined ? null : scriptOf(found.script);
  }

  /**
   * False: an owner has it already.
   * @param again it was tried before, and may have been written without an answer: a row under this fence is this one
   */
  async begin(call: NewInboundCall, fence: bigint, again = false): Promise<boolean> {
    const { at, ...columns } = call;
    try {
      await this.dataSource.manager.insert(Call, {
        ...columns, direction: 'inbound', switchId: this.switchId, plannedAt: at, ringingAt: at, answeredAt: call.state === 'answered' ? at : null, fence: fence.toString(),
      });
      return true;
    } catch (thrown) {
      if (mysqlErrorOf(thrown) === DUPLICATE_ENTRY) return again && await this.dataSource.manager.existsBy(Call, { id: call.id, fence: fence.toString() });
      throw thrown;
    }
  }

  async queue(id: string): Promise<Queue | null> {
    return await this.dataSource.manager.findOneBy(Queue, { id });
  }

  /** The last stay in a queue of each of these calls that had one. */
  async lastWaits(callIds: readonly string[]): Promise<ReadonlyMap<string, Wait>> {
    if (callIds.length === 0) return new Map();
    const waits = await this.dataSource.manager.find(Wait, { where: { callId: In([...callIds]) }, order: { fromAt: 'ASC' } });
    return new Map(waits.map((wait) => [wait.callId, wait]));
  }
}

/** MariaDB answers JSON as text, MySQL as what it stands for. */
function scriptOf(script: Script | string): Script {
  return typeof script === 'string' ? JSON.parse(script) as Script : script; // only publishing writes it, checked
}
