import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { chmod, link, open, readdir, rename, stat, unlink, writeFile, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { promptName } from '@paceline/contracts/prompts';
import type { Environment } from '@paceline/platform/environment';
import type { ErrorReasons } from '@paceline/contracts/messages/error-reasons';
import { PacelineError } from '@paceline/platform/errors';
import { InjectEnvironment } from '../infrastructure/tokens';
import { WAV_HEAD_BYTES, readWavHeader, type WavReading } from '@paceline/platform/sound/wav-header';

export interface PromptFile { readonly name: string; readonly bytes: number; readonly wav: WavReading }

/** A file that no name leads to yet. */
export interface Upload { readonly file: string }

/** The switch runs as another user, and only reads. */
const FILE_MODE = 0o644;
/** A name that starts with a dot is none of a prompt. In the same folder, because only there a rename is atomic. */
const UPLOAD_PREFIX = '.upload-';
const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;

/** The folder that the API shares with the switch. Names are checked before they get here: none is a path. */
@Injectable()
export class PromptFolder {
  private readonly folder: string;

  constructor(@InjectEnvironment() { PROMPTS_DIR }: Environment) {
    this.folder = path.resolve(PROMPTS_DIR);
  }

  /** Those of the names that are wanted. */
  async all(wanted: (name: string) => boolean): Promise<PromptFile[]> {
    const names = await this.reaching(() => readdir(this.folder));
    const files: PromptFile[] = [];
    for (const name of names.filter((each) => promptName.safeParse(each).success && wanted(each)).sort()) {
      const file = await this.find(name);
      if (file !== null) files.push(file);
    }
    return files;
  }

  async find(name: string): Promise<PromptFile | null> {
    const file = await this.look(this.pathOf(name));
    return file && { name, ...file };
  }

  /** Whether the switch has no such file for sure; a folder that the API cannot see may hold anything. */
  async lacks(name: string): Promise<boolean> {
    if (await codeOf(stat(this.pathOf(name))) !== 'ENOENT') return false;
    return await codeOf(readdir(this.folder)) === null;
  }

  async read(of: string | Upload): Promise<{ readonly stream: Readable; readonly bytes: number } | null> {
    const handle = await this.open(typeof of === 'string' ? this.pathOf(of) : of.file);
    if (handle === null) return null;
    try {
      const { size: bytes } = await handle.stat();
      return { stream: handle.createReadStream(), bytes };
    } catch (thrown) {
      await handle.close();
      throw thrown;
    }
  }

  async receive(stream: Readable): Promise<Upload> {
    await this.forgetAbandoned();
    const file = path.join(this.folder, `${UPLOAD_PREFIX}${randomUUID()}`);
    try {
      // Flushed: after a power cut the name must not lead to an empty file.
      await this.reaching(() => pipeline(stream, createWriteStream(file, { flags: 'wx', flush: true })));
      await chmod(file, FILE_MODE);
      return { file };
    } catch (thrown) {
      await this.discard({ file });
      throw thrown;
    }
  }

  /** In the place of what was uploaded. */
  async rewrite({ file }: Upload, content: Buffer): Promise<void> {
    await this.reaching(() => writeFile(file, content, { flush: true }));
  }

  async judge({ file }: Upload): Promise<WavReading> {
    return (await this.look(file))?.wav ?? readWavHeader(new Uint8Array(), 0);
  }

  /** From one moment to the next the name leads to the whole file. False: it leads to another, which stays. */
  async publish(upload: Upload, name: string, replace: boolean): Promise<boolean> {
    if (replace) {
      await this.reaching(() => rename(upload.file, this.pathOf(name)));
      return true;
    }
    // A rename would take the place of another file; a link never does.
    const code = await this.reaching(() => codeOf(link(upload.file, this.pathOf(name)), ['EEXIST']));
    if (code === 'EEXIST') return false;
    await this.discard(upload);
    return true;
  }

  async discard({ file }: Upload): Promise<void> {
    await codeOf(unlink(file));
  }

  /** False: there was none. */
  async remove(name: string): Promise<boolean> {
    return await this.reaching(async () => await codeOf(unlink(this.pathOf(name)), ['ENOENT']) === null);
  }

  private pathOf(name: string): string {
    return path.join(this.folder, name);
  }

  private async look(file: string): Promise<Omit<PromptFile, 'name'> | null> {
    const handle = await this.open(file);
    if (handle === null) return null;
    try {
      const { size: bytes } = await handle.stat();
      const head = Buffer.alloc(Math.min(bytes, WAV_HEAD_BYTES));
      const { bytesRead } = await handle.read(head, 0, head.length, 0);
      return { bytes, wav: readWavHeader(head.subarray(0, bytesRead), bytes) };
    } finally {
      await handle.close();
    }
  }

  /** Null: there is no such file. */
  private async open(file: string): Promise<FileHandle | null> {
    return await this.reaching(async () => {
      // Looked at before it is opened: a pipe would wait for its other end.
      const kind = await stat(file).catch(absent);
      return kind?.isFile() === true ? await open(file).catch(absent) : null;
    });
  }

  /** Uploads whose API died: nobody will end them. */
  private async forgetAbandoned(): Promise<void> {
    const names = await this.reaching(() => readdir(this.folder));
    for (const name of names.filter((each) => each.startsWith(UPLOAD_PREFIX))) {
      const file = this.pathOf(name);
      const facts = await stat(file).catch(() => null); // another instance may have been here first
      if (facts !== null && Date.now() - facts.mtimeMs > ABANDONED_AFTER_MS) await this.discard({ file });
    }
  }

  /** The folder is set up by whoever runs the installation: what is wrong with it is said to those who ask. */
  private async reaching<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (thrown) {
      const why = REASONS[errorCode(thrown) ?? ''];
      if (why === undefined) throw thrown;
      throw new PacelineError('unavailable', 'prompts-folder', { why });
    }
  }
}

const REASONS: Readonly<Record<string, ErrorReasons['unavailable']['prompts-folder']['why']>> = {
  ENOENT: 'not-found', ENOTDIR: 'not-found', EACCES: 'not-allowed', EPERM: 'not-allowed', EROFS: 'read-only', ENOSPC: 'full', EDQUOT: 'full',
};

/** The code of a failure that is expected; any other is thrown on. Without a list all are expected. */
async function codeOf(work: Promise<unknown>, expected?: readonly string[]): Promise<string | null> {
  try {
    await work;
    return null;
  } catch (thrown) {
    const code = errorCode(thrown);
    if (code === null || expected?.includes(code) === false) throw thrown;
    return code;
  }
}

function absent(thrown: unknown): null {
  if (errorCode(thrown) === 'ENOENT') return null;
  throw thrown;
}

function errorCode(thrown: unknown): string | null {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : null;
}
