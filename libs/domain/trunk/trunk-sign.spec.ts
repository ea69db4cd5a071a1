import { OUTBOUND_OUTCOMES, type OutboundOutcome } from '../call/outcome';
import { signOfUnheard, type TrunkSign } from './trunk-sign';

const SIGNS: Readonly<Record<OutboundOutcome, TrunkSign>> = {
  'congestion': 'sick', 'not-dialed': 'sick', 'no-answer': 'sick',
  'busy': 'carried', 'rejected': 'carried', 'unwanted': 'carried', 'blocked': 'carried',
  'connected': 'carried', 'abandoned': 'carried', 'scripted': 'carried', 'put-off': 'carried', 'opted-out': 'carried', 'machine': 'carried', 'message-left': 'carried', 'hung-up-waiting': 'carried', 'handoff-failed': 'carried',
  'switched-off': 'nothing', 'invalid-number': 'nothing', 'failed': 'nothing', 'cancelled': 'nothing', 'lost': 'nothing',
};

it.each([...OUTBOUND_OUTCOMES])('what a call that ended unheard says of its trunk: %s', (outcome) => {
  expect(signOfUnheard(outcome)).toBe(SIGNS[outcome]);
});
