import type { CommandReply } from '../commands/command';
import type { Rng } from '../core/rng';
import { Doses, Rules, type Dose } from './dose';
import type { CommandMatch } from './fault-order';

/** In place of the plain answer; `over` resolves when the fault ends. */
type Answer = (carryOut: () => CommandReply, over: Promise<void>) => CommandReply;

interface Rule { readonly answer: Answer; readonly doses: Doses; readonly command: string | undefined; readonly over: Promise<void> }

/** What every local refusal of an originate says on the real switch. */
const REFUSAL = '-ERR DESTINATION_OUT_OF_ORDER\n';
/** By this one faults are ordered and healed. */
const OURS = 'simulator';

/** Commands that are refused, left without an answer, or answered late. */
export class CommandFaults {
  private readonly rules = new Rules<Rule>();

  constructor(private readonly rng: Rng) {}

  refuse(match: CommandMatch & Dose, text = REFUSAL): () => void {
    return this.add(match, () => text);
  }

  leaveUnanswered(match: CommandMatch & Dose, carriedOut: boolean): () => void {
    return this.add(match, async (carryOut, over) => {
      const reply = carriedOut ? carryOut() : REFUSAL;
      await over;
      return reply;
    });
  }

  delay(match: CommandMatch & Dose, byMs: number): () => void {
    return this.add(match, async (carryOut) => {
      const reply = await carryOut();
      await new Promise((resolve) => { setTimeout(resolve, byMs).unref(); });
      return reply;
    });
  }

  run(command: string, carryOut: () => CommandReply): CommandReply {
    if (this.rules.none || command === OURS) return carryOut();
    const rule = this.rules.take((each) => each.command === undefined || each.command === command);
    return rule === undefined ? carryOut() : rule.answer(carryOut, rule.over);
  }

  private add(match: CommandMatch & Dose, answer: Answer): () => void {
    let end = (): void => undefined;
    const over = new Promise<void>((resolve) => { end = resolve; });
    const remove = this.rules.add({ answer, over, command: match.command, doses: new Doses(match, this.rng) });
    return () => {
      remove();
      end();
    };
  }
}
