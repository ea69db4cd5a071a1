import type { SwitchCore } from '../core/switch-core';
import type { ApiCommand, ApiCommands } from './command';
import {
  hupall, uuidAnswer, uuidBridgeCommand, uuidDump, uuidExists, uuidGetvar, uuidKill, uuidPark, uuidRecvDtmf, uuidSendDtmf, uuidSetvar, uuidTransfer,
} from './leg-commands';
import { uuidBreak, uuidBroadcast, uuidDisplace, uuidHold, uuidRecord } from './media-commands';
import { originateCommand } from './originate';
import { show } from './show';
import {
  conferenceCommand, createUuid, fileExists, fsctl, globalGetvar, globalSetvar, sofia, sofiaContact, status, strftime, uptime, version,
} from './system-commands';

/** Every command of `api` and `bgapi` that the real switch has too. */
export function apiCommands(shutDown: (core: SwitchCore) => void): ApiCommands {
  return new Map<string, ApiCommand>([
    ['originate', originateCommand], ['uuid_answer', uuidAnswer], ['uuid_bridge', uuidBridgeCommand], ['uuid_kill', uuidKill], ['uuid_park', uuidPark],
    ['uuid_transfer', uuidTransfer], ['uuid_exists', uuidExists], ['uuid_setvar', uuidSetvar], ['uuid_getvar', uuidGetvar],
    ['uuid_recv_dtmf', uuidRecvDtmf], ['uuid_send_dtmf', uuidSendDtmf], ['uuid_dump', uuidDump], ['hupall', hupall], ['uuid_broadcast', uuidBroadcast], ['uuid_displace', uuidDisplace], ['uuid_break', uuidBreak],
    ['uuid_record', uuidRecord], ['uuid_hold', uuidHold], ['show', show], ['status', status], ['version', version], ['create_uuid', createUuid],
    ['strftime', strftime], ['file_exists', fileExists], ['uptime', uptime], ['global_getvar', globalGetvar], ['global_setvar', globalSetvar], ['fsctl', fsctl(shutDown)],
    ['sofia', sofia], ['sofia_contact', sofiaContact], ['conference', conferenceCommand],
  ]);
}
