/**
 * Where freeswitch-conf/ ends a call that nobody acts on, by its guard or by our order: an extension that marks the
 * channel, plays the message and hangs up.
 */
export const LAST_MESSAGE = { extension: 'nobody-acted', dialplan: 'XML', context: 'paceline' } as const;

/** What it sets before the message begins. */
export const LAST_MESSAGE_MARK = { name: 'paceline_ended_by', value: 'switch' } as const;

/**
 * Whether a row of `show channels` is there. The columns follow the channel with some delay, and keep the extension
 * when an agent takes the call out of it; its state tells the two apart.
 */
export function isAtLastMessage(row: { readonly state: string; readonly destination: string; readonly dialplan: string; readonly context: string }): boolean {
  return row.destination === LAST_MESSAGE.extension && row.dialplan === LAST_MESSAGE.dialplan && row.context === LAST_MESSAGE.context
    && (row.state === 'CS_ROUTING' || row.state === 'CS_EXECUTE');
}
