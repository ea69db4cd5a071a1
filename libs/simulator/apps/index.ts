import type { Application, Applications } from './application';
import { avmdStart, avmdStop } from './avmd';
import { conference } from './conference';
import { eavesdrop } from './eavesdrop';
import { executeExtension } from './execute-extension';
import { playAndGetDigits } from './play-and-get-digits';
import { playback } from './playback';
import { record } from './record';
import { answer, bridge, echo, hangupApp, parkApp, ringReady, set, sleep, transfer, unset } from './simple';

/** Every application that this switch knows. */
export const APPLICATIONS: Applications = new Map<string, Application>([
  ['park', parkApp], ['ring_ready', ringReady], ['answer', answer], ['set', set], ['unset', unset], ['hangup', hangupApp], ['sleep', sleep], ['echo', echo],
  ['transfer', transfer], ['bridge', bridge], ['playback', playback], ['play_and_get_digits', playAndGetDigits], ['record', record],
  ['execute_extension', executeExtension], ['avmd_start', avmdStart], ['avmd_stop', avmdStop], ['eavesdrop', eavesdrop], ['conference', conference],
]);
