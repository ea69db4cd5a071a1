/** A key pressed by the far end, counted from its answer. */
export interface KeyPress { readonly atMs: number; readonly digit: string }

/**
 * What they do at a sound whose files have this in their names: once, and no more when they have answered a later one. Who hears
 * the same again, because a key was pressed twice, begins anew with the next reply to it.
 */
export interface Reply {
  readonly to: string;
  /** Counted from the beginning of the sound; nothing: they are silent. */
  readonly keys?: readonly KeyPress[];
  readonly hangsUpAtMs?: number;
}

/** When a person who answered hangs up. */
export type Farewell =
  /** So long after the answer, whatever happens. */
  | { readonly kind: 'after-answer'; readonly ms: number }
  /** Waits `patienceMs` for somebody to talk to, and hangs up `talkMs` after the conversation began. */
  | { readonly kind: 'after-talk'; readonly patienceMs: number; readonly talkMs: number }
  /** Stays until we hang up. */
  | { readonly kind: 'never' };

/** What a called party does. */
export type CalleeBehaviour =
  | {
      readonly kind: 'answers';
      /** How the ringing shows: a 180, a 183 with sound, or not at all. */
      readonly progress: 'ringing' | 'early-media' | 'none';
      readonly ringMs: number;
      readonly farewell: Farewell;
      readonly keys?: readonly KeyPress[];
      readonly replies?: readonly Reply[];
      /** A machine: when its beep would be detected. */
      readonly beepAtMs?: number;
    }
  | {
      readonly kind: 'refuses';
      readonly progress: 'ringing' | 'early-media' | 'none';
      readonly afterMs: number;
      readonly sipStatus: number;
      /** The reason phrase, when it is not the status's own. */
      readonly phrase?: string;
      /** A Reason header, e.g. `Q.850;cause=17`. */
      readonly reason?: string;
    }
  | { readonly kind: 'never-answers'; readonly givesUpMs: number };

/** A behaviour for every number that a pattern matches; the whole dialed text is matched. */
export interface DeclaredCallee {
  readonly number: RegExp;
  readonly behaviour: CalleeBehaviour;
}

/** An agent's phone in the directory (`user/<extension>@<domain>`). */
export interface PhoneSettings {
  readonly extension: string;
  readonly registered: boolean;
  readonly behaviour: CalleeBehaviour;
}

/** A phone that answers by itself and stays on the line. */
export function autoAnswer(afterMs = 0): CalleeBehaviour {
  return { kind: 'answers', progress: afterMs > 0 ? 'ringing' : 'none', ringMs: afterMs, farewell: { kind: 'never' } };
}
