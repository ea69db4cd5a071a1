import { News } from './news';

/** How far this ownership of the switch is. */
export class Ownership extends News<{
  /** What was known of the switch, or of its agents, is not to be relied on any more. */
  'doubted': [why: string];
}> {
  /** The switch and the agent pool are known: before, nothing new is dialed and no agent is promised. */
  reconciled = false;
  /** It is over: nothing new begins. */
  stopped = false;

  doubt(why: string): void {
    this.reconciled = false;
    this.emit('doubted', why);
  }
}
