/**
 * Every invariant that can be checked from outside, by a stable code: the rule of docs/architecture.md ("What must
 * always be true") that it belongs to, and the sentence that should hold.
 */
export const INVARIANTS = {
  'invite-twice': { rule: 1, says: 'a call is sent to the switch at most once' },
  'attempt-dialed-twice': { rule: 1, says: 'a target is dialed at most once per attempt' },
  'target-twice-at-once': { rule: 1, says: 'nobody is called twice at once' },
  'invite-without-row': { rule: 1, says: 'every dial has its row' },
  'invite-before-commit': { rule: 1, says: 'the row is committed before the command is written' },
  'not-dialed-but-invited': { rule: 1, says: 'not-dialed means that nobody was dialed' },
  'dialed-without-invite': { rule: 1, says: 'a row that says dialed was dialed' },
  'wrong-number-dialed': { rule: 1, says: 'the number of the row is the number that was dialed' },
  'attempts-miscounted': { rule: 1, says: 'attempts are counted once' },
  'target-adrift': { rule: 1, says: 'a target is being called exactly while a call of it is not settled' },
  'target-without-result': { rule: 1, says: 'every target has a result' },
  'answer-lost': { rule: 1, says: 'no answer is lost' },
  'outcome-differs': { rule: 1, says: 'the outcome is what the switch says' },
  'talk-untold': { rule: 1, says: 'who talked on a call, its talks say' },
  'talk-without-bridge': { rule: 1, says: 'an agent talked with whom the switch connected them to' },
  'ring-differs': { rule: 1, says: 'what came of an agent\'s phone that was rung is what the switch says' },
  'lost-though-recorded': { rule: 1, says: 'a call that the switch recorded is not lost' },

  'call-not-over': { rule: 2, says: 'every call ends in one terminal state and is settled' },
  'end-inconsistent': { rule: 2, says: 'a call is over in all its columns or in none' },
  'ended-not-once': { rule: 2, says: 'a call ends exactly once' },
  'moved-after-end': { rule: 2, says: 'no call leaves its end' },
  'outcome-contradicts-row': { rule: 2, says: 'the outcome agrees with how far the row says the call came' },
  'settlement-overdue': { rule: 2, says: 'an ended call is settled when its wrap-up is over' },
  'totals-differ': { rule: 2, says: 'a campaign\'s totals are the sums of its calls' },
  'talk-not-ended': { rule: 2, says: 'an agent\'s part in a call ends with the call at the latest' },
  'stay-not-ended': { rule: 2, says: 'a caller\'s stay in a queue ends with the call at the latest' },
  'ring-not-ended': { rule: 2, says: 'an agent\'s phone rings, or is up, no longer than its call' },
  'interview-not-ended': { rule: 2, says: 'an interview ends with its call, or is ended when nobody goes on with it' },
  'recording-not-stopped': { rule: 2, says: 'a recording ends with its call' },

  'agent-on-two-calls': { rule: 3, says: 'no agent is on two calls' },
  'number-twice-at-once': { rule: 3, says: 'no number is on two live calls' },
  'rung-twice-at-once': { rule: 3, says: 'an agent\'s phone is rung for one call at a time, and for a call one phone' },
  'stays-overlap': { rule: 3, says: 'a caller waits in one queue at a time' },
  'answer-not-once': { rule: 3, says: 'who talked with an agent was answered in a queue, once' },
  'call-with-two-agents': { rule: 3, says: 'no call has two agents' },
  'reservation-overdue': { rule: 3, says: 'a reservation ends within its lease' },
  'wrap-up-overdue': { rule: 3, says: 'a wrap-up ends when its time is over' },
  'wrap-up-unbounded': { rule: 3, says: 'a wrap-up lasts no longer than its campaign says' },
  'agent-stuck': { rule: 3, says: 'no agent is held by a call that is over' },
  'agent-not-idle': { rule: 3, says: 'at rest every agent is idle' },
  'idle-agent-bridged': { rule: 3, says: 'an agent who is believed idle talks to nobody' },
  'leg-gone-unnoticed': { rule: 3, says: 'an agent whose leg is gone is shown as such' },

  'do-not-call-dialed': { rule: 4, says: 'no number is dialed that was on the do-not-call list before' },
  'outside-calling-hours': { rule: 4, says: 'nobody is dialed outside their own calling hours, nor the law\'s' },
  'called-too-soon': { rule: 4, says: 'a person is left in peace after a call, whatever campaign it was of' },
  'rung-too-often': { rule: 4, says: 'a person\'s phone rings in vain three times in 24 hours at most' },
  'destination-not-allowed': { rule: 4, says: 'a gateway dials only what it may' },
  'control-group-dialed': { rule: 4, says: 'a campaign calls nobody of its control group' },
  'dialed-while-stopped': { rule: 4, says: 'nothing is dialed while somebody has stopped all dialing' },
  'above-rate': { rule: 4, says: 'a gateway is sent no more calls a second than it takes' },
  'above-lines': { rule: 4, says: 'a gateway has no more calls and agents\' phones at once than it has lines' },

  'live-without-channel': { rule: 5, says: 'a call that lives has a channel' },
  'channel-without-call': { rule: 5, says: 'a channel of ours belongs to a call that lives, or to an agent' },
  'channel-left': { rule: 5, says: 'at rest no channel is up but the agents\' legs' },
  'pool-differs': { rule: 5, says: 'at rest the agents\' live view agrees with their rows' },

  'fence-backwards': { rule: 6, says: 'nothing is planned under an older fence than one that has acted' },
  'sent-too-late': { rule: 6, says: 'no call is sent after its time' },
  'command-overdue': { rule: 6, says: 'a command is carried out' },

  'met-by-silence': { rule: 7, says: 'who answered meets an agent or the message within the limit' },
  'waited-too-long': { rule: 7, says: 'no caller waits longer than their queue lets them' },
  'hung-up-in-silence': { rule: 7, says: 'we hang up on nobody who answered and has heard nothing' },

  'sick-trunk-dialed': { rule: 8, says: 'a trunk that failed ten times in a row gets a pause' },

  'dialed-while-not-running': { rule: 9, says: 'a campaign dials only between its start and its end' },

  'answer-astray': { rule: 11, says: 'each answer is kept once, in its row and in its interview, to a question that it asks' },
  'quota-miscounted': { rule: 11, says: 'the places of a quota that are counted are those that interviews hold' },
  'quota-exceeded': { rule: 11, says: 'no more interviews hold a place of a quota than it has' },
  'quota-kept': { rule: 11, says: 'who is over and not complete holds no place of a quota' },
  'anonymous-traced': { rule: 11, says: 'nothing leads from an anonymous interview to a person' },
} as const satisfies Readonly<Record<string, { readonly rule: number; readonly says: string }>>;

export type InvariantCode = keyof typeof INVARIANTS;
