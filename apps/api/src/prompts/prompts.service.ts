import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { promptFields, promptName, type PromptListQuery, type PromptQuery, type PromptView, type SpokenPromptBody } from '@paceline/contracts/prompts';
import { isOwnClient } from '@paceline/domain/client/client';
import { isRendition, isSharedPrompt, promptFileOf, promptNameOf } from '@paceline/domain/client/prompt-file';
import { sampleOf } from '@paceline/domain/message/personal-text';
import { spokenPieceOf } from '@paceline/domain/spoken/file';
import { ClientSpokenPrompts, recordChange, type WrittenPrompt } from '@paceline/persistence';
import type { Environment } from '@paceline/platform/environment';
import { english } from '@paceline/contracts/messages/en';
import { told } from '@paceline/contracts/messages/message';
import { PacelineError } from '@paceline/platform/errors';
import { SOUND_ENDINGS } from '@paceline/platform/sound/sound-kind';
import { soundMs } from '@paceline/platform/sound/telephone-wav';
import type { Request } from 'express';
import { DataSource } from 'typeorm';
import { actorOf } from '../audit/audit.service';
import type { CurrentUser } from '../auth/current-user';
import { receiveFormFile } from '../edge/form-file';
import { invalid, validationFailed } from '../edge/validation';
import { InjectEnvironment } from '../infrastructure/tokens';
import { PromptFolder, type PromptFile, type Upload } from './prompt-folder';
import { PromptMaker } from './prompt-maker';
import { promptTrace } from './prompt-trail';
import { promptUsers, type PromptUsers } from './prompt-users';

interface Received extends Upload { readonly fileName: string | undefined }

@Injectable()
export class PromptsService {
  constructor(
    private readonly dataSource: DataSource, private readonly folder: PromptFolder, private readonly maker: PromptMaker,
    @InjectEnvironment() private readonly environment: Environment,
  ) {}

  /** What callers are told is hundreds of files: in the list of its language, and in no other. */
  async all(caller: CurrentUser, { spoken }: PromptListQuery): Promise<{ items: PromptView[] }> {
    const files = await this.folder.all((name) => spokenPieceOf(name)?.language === spoken);
    const [users, texts] = await Promise.all([promptUsers(this.dataSource, caller), new ClientSpokenPrompts(this.dataSource, caller).texts()]);
    return { items: files.flatMap((file) => {
      const name = promptNameOf(caller, file.name);
      return name === null ? [] : [this.toView(caller, { ...file, name }, users(name), texts.get(name) ?? null)];
    }) };
  }

  /** Nothing of an upload stays that was refused or broken off, and nobody ever hears half of one. */
  async receive(caller: CurrentUser, request: Request, { replace }: PromptQuery): Promise<PromptView> {
    const maxBytes = this.environment.PROMPT_MAX_BYTES;
    return await receiveFormFile<Received, PromptView>(request, {
      maxBytes,
      tooLarge: () => new PacelineError('file-too-large', 'prompt', { maxBytes }),
      store: async (stream, fileName) => ({ ...await this.folder.receive(stream), fileName }),
      accept: (upload, fields) => this.accept(caller, upload, fields, replace === 'true'),
      discard: (upload) => this.folder.discard(upload),
    });
  }

  async speak(caller: CurrentUser, written: SpokenPromptBody, { replace }: PromptQuery): Promise<PromptView> {
    checkName(caller, written.name);
    const wav = await this.maker.spoken({ ...written, text: sampleOf(written.text) });
    const lengthMs = soundMs(wav);
    const upload = await this.folder.receive(Readable.from([wav]));
    try {
      await this.publish(caller, upload, written.name, replace === 'true', { ...written, lengthMs });
      return await this.view(caller, written.name);
    } catch (thrown) {
      await this.folder.discard(upload);
      throw thrown;
    }
  }

  async audio(caller: CurrentUser, name: string): Promise<{ readonly stream: Readable; readonly bytes: number }> {
    const audio = await this.folder.read(fileOf(caller, name));
    if (audio === null) throw unknown(name);
    return audio;
  }

  /** Refused while a campaign that may still dial, a queue, a published flow or questionnaire plays it, or the installation falls back on it, or tells callers something with it. */
  async remove(caller: CurrentUser, name: string): Promise<void> {
    const file = fileOf(caller, name);
    if (await this.folder.find(file) === null) throw unknown(name);
    if (file === this.environment.SAFE_HARBOUR_PROMPT) {
      throw new PacelineError('in-use', 'default-prompt');
    }
    if (isSharedPrompt(name)) throw new PacelineError('in-use', 'spoken-prompt');
    refuseWhilePlayed((await promptUsers(this.dataSource, caller))(name));
    await this.dataSource.transaction(async (manager) => {
      const was = await promptTrace(this.folder, file);
      await recordChange(manager, actorOf(caller), { resource: 'prompt', resourceId: name, action: 'deleted', was, became: null });
      await new ClientSpokenPrompts(manager, caller).forget(name);
      if (!await this.folder.remove(file)) throw unknown(name);
    });
  }

  private async accept(caller: CurrentUser, upload: Received, fields: Readonly<Record<string, string>>, replace: boolean): Promise<PromptView> {
    const given = fields['name'] ?? '';
    const parsed = promptFields.safeParse({ ...fields, name: given === '' ? upload.fileName?.replace(SOUND_ENDINGS, '.wav') : given });
    if (!parsed.success) throw validationFailed(parsed.error.issues);
    const { name } = parsed.data;
    checkName(caller, name);
    await this.maker.makePlayable(upload);
    await this.publish(caller, upload, name, replace, null);
    return await this.view(caller, name);
  }

  /**
   * The trail's entry first, then the file, then the commit: without a database nothing is changed, and what could not
   * be done leaves no entry. Whoever is killed between the last two has changed a file that no entry tells of.
   */
  private async publish(caller: CurrentUser, upload: Upload, name: string, replace: boolean, written: WrittenPrompt | null): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const was = replace ? await promptTrace(this.folder, fileOf(caller, name)) : null;
      const became = await promptTrace(this.folder, upload);
      await recordChange(manager, actorOf(caller), { resource: 'prompt', resourceId: name, action: was === null ? 'uploaded' : 'replaced', was, became });
      const texts = new ClientSpokenPrompts(manager, caller);
      await (written === null ? texts.forget(name) : texts.write(written));
      if (await this.folder.publish(upload, fileOf(caller, name), replace)) return;
      throw new PacelineError('already-exists', 'prompt', { prompt: name });
    });
  }

  private async view(caller: CurrentUser, name: string): Promise<PromptView> {
    const file = await this.folder.find(fileOf(caller, name));
    if (file === null) throw new PacelineError('not-found', 'prompt-just-deleted');
    const texts = await new ClientSpokenPrompts(this.dataSource, caller).texts([name]);
    return this.toView(caller, { ...file, name }, (await promptUsers(this.dataSource, caller))(name), texts.get(name) ?? null);
  }

  private toView(caller: CurrentUser, { name, bytes, wav }: PromptFile, users: PromptUsers, written: WrittenPrompt | null): PromptView {
    return {
      name, bytes, text: written?.text ?? spokenPieceOf(name)?.text ?? null, language: written?.language ?? null, isDefault: promptFileOf(caller, name) === this.environment.SAFE_HARBOUR_PROMPT, ...users,
      ...(wav.playable ? { lengthMs: wav.lengthMs, sampleRate: wav.sampleRate, problem: null, fault: null } : { lengthMs: null, sampleRate: null, problem: told(english.promptFaults, wav.fault), fault: wav.fault }),
    };
  }
}

function refuseWhilePlayed({ usedBy: [campaign], usedByQueues: [queue], usedByFlows: [flow], usedByQuestionnaires: [questionnaire] }: PromptUsers): void {
  if (campaign !== undefined) throw new PacelineError('in-use', 'prompt-of-campaign', { campaign: campaign.name });
  if (queue !== undefined) throw new PacelineError('in-use', 'prompt-of-queue', { queue: queue.name });
  if (flow !== undefined) throw new PacelineError('in-use', 'prompt-of-flow', { flow: flow.name });
  if (questionnaire !== undefined) throw new PacelineError('in-use', 'prompt-of-questionnaire', { questionnaire: questionnaire.name });
}

/** Refuses names that would be another's file, or none. */
function checkName(caller: CurrentUser, name: string): void {
  if (isRendition(name)) throw invalid('name', 'installations-prompt');
  if (isSharedPrompt(name) && !isOwnClient(caller)) throw invalid('name', 'installations-prompt');
  const kept = promptName.safeParse(promptFileOf(caller, name)); // a client's name makes it longer
  if (!kept.success) throw validationFailed(kept.error.issues.map((issue) => ({ ...issue, path: ['name'] })));
}

function unknown(name: string): PacelineError {
  return new PacelineError('not-found', 'prompt', { prompt: name });
}

/** Throws for a name that would lead to another client's file. */
function fileOf(caller: CurrentUser, name: string): string {
  const file = promptFileOf(caller, name);
  if (promptNameOf(caller, file) === null) throw unknown(name);
  return file;
}
