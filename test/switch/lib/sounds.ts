/** As the adapter is given them; the scenarios play tones, and of files only some that are missing. */
export const SOUNDS = { promptsDir: '/no-such-folder', recordingsDir: process.env['FREESWITCH_RECORDINGS'] ?? '/var/lib/freeswitch/recordings', musicStream: 'moh' } as const;
