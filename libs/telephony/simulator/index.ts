export { SimulatedSwitch, type ChannelView, type SwitchAddress } from './simulated-switch';
export type { DialplanStep, GatewaySettings, SimulatorOptions } from './options';
export type { InboundCall } from './call/inbound-leg';
export type { Fault, FaultOrder, HandOffRace } from './faults/fault-order';
export { autoAnswer, type CalleeBehaviour, type DeclaredCallee, type Farewell, type KeyPress, type PhoneSettings } from './callees/behaviour';
export type { CalleeOutcome, Population } from './callees/population';
export type { Distribution } from './callees/distribution';
export type { Phone } from './callees/phone-directory';
export type { BridgeRecord, CallRecord, CallResult, PlayRecord } from './truth/call-record';
