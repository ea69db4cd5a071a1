import type { Socket } from 'node:net';
import type { Rng } from '../core/rng';
import { Outlet, type Cut } from '../esl/outlet';

/** What is wrong with the connections: silence, and writes that arrive in pieces. */
export class WireFaults {
  private readonly outlets = new Set<Outlet>();
  private everybodySilent = 0;
  private cuts: readonly Cut[] = [];

  constructor(private readonly rng: Rng) {}

  /** The way out of one socket; it reads nothing either while it is silent. */
  outlet(socket: Socket): Outlet {
    const outlet = new Outlet(socket, () => this.cuts.at(-1));
    this.outlets.add(outlet);
    socket.once('close', () => { this.outlets.delete(outlet); });
    if (this.everybodySilent > 0) outlet.silence();
    return outlet;
  }

  silence(whom: 'present' | 'all'): () => void {
    const silent = [...this.outlets];
    for (const outlet of silent) outlet.silence();
    if (whom === 'present') return () => { for (const outlet of silent) outlet.speak(); };
    this.everybodySilent += 1;
    return () => {
      this.everybodySilent -= 1;
      // Those that came meanwhile, too.
      for (const outlet of this.outlets) outlet.speak();
    };
  }

  drip(bytes: number, everyMs: number): () => void {
    return this.cut({ bytes: () => bytes, everyMs });
  }

  split(at: 'every-byte' | 'random'): () => void {
    return this.cut({ everyMs: 0, bytes: at === 'every-byte' ? () => 1 : (left) => 1 + Math.floor(this.rng() * left) });
  }

  private cut(cut: Cut): () => void {
    this.cuts = [...this.cuts, cut];
    return () => { this.cuts = this.cuts.filter((other) => other !== cut); };
  }
}
