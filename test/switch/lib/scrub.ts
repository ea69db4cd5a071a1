/** A stand-in for what must not be passed on: pairs of what is said and what stands in the transcript. */
export type StandIns = ReadonlyArray<readonly [said: string, shown: string]>;

const IPV4 = /\b(?!127\.)(?:\d{1,3}\.){3}\d{1,3}\b/g;

function wholeWord(text: string): RegExp {
  return new RegExp(`(?<![\\w.-])${text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}(?![\\w-])`, 'g');
}

/**
 * Replaces what tells where a transcript was recorded: the stand-ins as whole words, and every IPv4 address but
 * loopback by one of 192.0.2.0/24 (RFC 5737), the same one for the same address.
 */
export function scrub(text: string, standIns: StandIns): string {
  const addresses = new Map<string, string>();
  const known = standIns.filter(([said]) => said !== '').reduce((done, [said, shown]) => done.replace(wholeWord(said), shown), text);
  return known.replace(IPV4, (address) => {
    const shown = addresses.get(address) ?? `192.0.2.${addresses.size + 2}`;
    addresses.set(address, shown);
    return shown;
  });
}
