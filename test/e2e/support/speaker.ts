import path from 'node:path';

/** SPEECH_COMMAND of a program that is there wherever tests are. */
export const SPEAKER = `${process.execPath} ${path.join(__dirname, 'speaker.mjs')} {language}`;
