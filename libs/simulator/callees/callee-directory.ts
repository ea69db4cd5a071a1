import type { CalleeBehaviour, DeclaredCallee } from './behaviour';
import { plannedCallee, UNALLOCATED } from './numbering-plan';
import { populationCallee, type Population } from './population';

/**
 * Who is behind a number. In this order: declared in the test or the configuration (the last declaration
 * wins), the numbering plan, the population, and else the number is not in service.
 */
export class CalleeDirectory {
  private readonly declared: DeclaredCallee[];
  private readonly attempts = new Map<string, number>();

  constructor(declared: readonly DeclaredCallee[], private population: Population | null) {
    this.declared = [...declared];
  }

  declare(number: RegExp | string, behaviour: CalleeBehaviour): void {
    const pattern = typeof number === 'string' ? new RegExp(`^${number.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`) : number;
    this.declared.unshift({ number: pattern, behaviour });
  }

  setPopulation(population: Population | null): void {
    this.population = population;
  }

  /** Counts the attempt: a number may behave otherwise the next time it is called. */
  behaviourOf(number: string): CalleeBehaviour {
    const attempt = (this.attempts.get(number) ?? 0) + 1;
    this.attempts.set(number, attempt);
    const found = this.declared.find((entry) => entry.number.test(number))?.behaviour ?? plannedCallee(number);
    if (found) return found;
    const dialable = /^\+?\d{3,15}$/.test(number);
    return this.population && dialable ? populationCallee(this.population, number, attempt) : UNALLOCATED;
  }
}
