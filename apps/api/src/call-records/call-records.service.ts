import { Injectable } from '@nestjs/common';
import type { CallRecordTaken } from '@paceline/contracts/call-records';
import type { RecordFault } from '@paceline/domain/call/record-fault';
import { SwitchRecordRepository } from '@paceline/persistence';
import type { Logger } from '@paceline/platform/logger';
import { Metrics } from '@paceline/platform/metrics';
import { readCallRecord } from '@paceline/telephony/call-records/read-call-record';
import { InjectLogger } from '../infrastructure/tokens';

/** Takes in what the switch wrote down of its legs, whichever way it came. */
@Injectable()
export class CallRecordsService {
  constructor(private readonly records: SwitchRecordRepository, private readonly metrics: Metrics, @InjectLogger() private readonly log: Logger) {}

  /** Committed when this returns; why not when it is no record, which it never will be. */
  async take(switchId: string, json: unknown, from: string): Promise<CallRecordTaken | { readonly why: RecordFault }> {
    const reading = readCallRecord(json);
    if (!reading.ok) {
      this.metrics.switchRecords.inc({ result: 'unreadable' });
      this.log.warn({ switchId, from, why: reading.why }, 'a call record of the switch cannot be read');
      return { why: reading.why };
    }
    const { record } = reading;
    const result = await this.records.take(switchId, record);
    this.metrics.switchRecords.inc({ result });
    if (result === 'amended') this.log.info({ switchId, from, callId: record.channelId, cause: record.cause }, 'a call that was lost has its true end');
    return { result };
  }
}
