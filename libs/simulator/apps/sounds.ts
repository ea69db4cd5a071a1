import type { SimulatorOptions } from '../options';

/** A sound by its path: how long it is, or null when there is no such sound. */
export interface Sound { readonly type: string; readonly lengthMs: number }

/** `tone_stream://%(on,off,freq…);%(…);loops=N`: one round is all its tones; loops=-1 never ends. */
function toneLengthMs(spec: string): number {
  let roundMs = 0;
  for (const [, on, off] of spec.matchAll(/%\(\s*(\d+)\s*,\s*(\d+)/g)) roundMs += Number(on) + Number(off);
  const loops = Number(/loops=(-?\d+)/.exec(spec)?.[1] ?? '1');
  return loops < 0 ? Infinity : roundMs * loops;
}

export function soundOf(path: string, options: SimulatorOptions): Sound | null {
  const scheme = /^([a-z_]+):\/\/(.*)$/s.exec(path);
  if (!scheme) {
    const known = options.promptLengthMs(path);
    if (known !== undefined) return { type: 'file', lengthMs: known };
    return options.promptFolders.some((folder) => path.startsWith(`${folder}/`)) ? { type: 'file', lengthMs: 3000 } : null;
  }
  const [, type = '', rest = ''] = scheme;
  switch (type) {
    case 'tone_stream': return { type, lengthMs: toneLengthMs(rest) };
    case 'silence_stream': {
      const ms = Number(rest.split(',')[0]);
      return { type, lengthMs: ms < 0 ? Infinity : ms };
    }
    case 'local_stream': return { type, lengthMs: Infinity };
    case 'file_string': {
      const parts = rest.split('!').map((part) => soundOf(part, options));
      return { type, lengthMs: parts.reduce((sum, part) => sum + (part?.lengthMs ?? 0), 0) };
    }
    default: return null;
  }
}
