import { randomUUID } from 'node:crypto';
import { mediaLoop } from '../call/media-loop';
import type { Channel } from '../core/channel';
import { HeaderBlock, type Header } from '../core/header-block';
import type { SwitchCore } from '../core/switch-core';
import type { Application } from './application';
import { readCodec } from './codec-switch';

const HELLO_HEARD_MS = 1000;

export interface ConferenceMember { readonly id: number; readonly channel: Channel; talking: boolean }

/** A room: who is in it, in the order of coming, and who has the floor. */
export class Conference {
  readonly id = randomUUID();
  readonly members: ConferenceMember[] = [];
  floor: number | null = null;
  private memberIds = 0;
  private presences = 0;

  constructor(private readonly core: SwitchCore, readonly name: string, readonly profile: string) {
    this.announce('conference-create', 'conference_new');
  }

  /** The member's line of `conference NAME list`. */
  lines(): string[] {
    return [...this.members].reverse().map(({ id, channel }) => (
      `${id};${channel.name};${channel.uuid};${channel.profile.callerName};${channel.profile.callerNumber};hear|speak${this.floor === id ? '|floor' : ''};0;0;100`
    ));
  }

  join(channel: Channel): ConferenceMember {
    this.memberIds += 1;
    const member = { id: this.memberIds, channel, talking: false };
    this.members.push(member);
    readCodec(this.core, channel, 'L16');
    this.tell(member, 'add-member', 'conference_member_add');
    this.presence();
    // A callee says hello when he answers: he is heard in the room only if he comes at once.
    const sinceAnswerMs = (this.core.clock.stampUs() - channel.times.answered) / 1000;
    if (channel.farEnd?.speaks === true && sinceAnswerMs < HELLO_HEARD_MS) this.core.clock.afterMs(40, () => { this.talk(member); });
    return member;
  }

  leave(member: ConferenceMember): void {
    this.members.splice(this.members.indexOf(member), 1);
    this.presence();
    this.tell(member, 'del-member', 'conference_member_del');
    readCodec(this.core, member.channel, 'PCMU');
    if (this.floor === member.id) this.floor = null;
    if (this.members.length > 0) return;
    this.core.conferences.delete(this.name);
    this.core.clock.afterMs(0, () => { this.announce('conference-destroy', 'conference_thread_run'); });
  }

  private talk(member: ConferenceMember): void {
    if (!this.members.includes(member)) return;
    member.talking = true;
    this.tell(member, 'start-talking', 'conference_loop_input', 6481);
    const before = this.floor;
    this.floor = member.id;
    this.tell(member, 'floor-change', 'conference_member_set_floor_holder', 6481, [['Old-ID', before === null ? 'none' : String(before)], ['New-ID', String(member.id)]]);
    this.core.clock.afterMs(960, () => {
      if (!this.members.includes(member)) return;
      member.talking = false;
      this.tell(member, 'stop-talking', 'stop_talking_handler');
    });
  }

  private own(size: number): Header[] {
    return [
      ['Conference-Name', this.name], ['Conference-Domain', 'local'], ['Conference-Size', String(size)], ['Conference-Ghosts', '0'],
      ['Conference-Profile-Name', this.profile], ['Conference-Unique-ID', this.id],
    ];
  }

  private tell(member: ConferenceMember, action: string, fn: string, energy = 0, extra: readonly Header[] = []): void {
    this.core.events.fire('CUSTOM', member.channel, {
      subclass: 'conference::maintenance', from: { file: 'conference_event.c', fn, line: 1 }, variables: false,
      before: this.own(this.members.length),
      after: [
        ['Floor', String(this.floor === member.id)], ['Video', 'false'], ['Hear', 'true'], ['See', 'true'], ['Speak', 'true'],
        ['Talking', String(member.talking)], ['Mute-Detect', 'false'], ['Hold', 'false'], ['Member-ID', String(member.id)],
        ['Member-Type', 'member'], ['Member-Ghost', 'false'], ['Energy-Level', '100'], ['Current-Energy', String(energy)],
        ['Action', action], ...extra,
      ],
    });
  }

  private announce(action: string, fn: string): void {
    this.core.bus.fire({
      name: 'CUSTOM', subclass: 'conference::maintenance', from: { file: 'mod_conference.c', fn, line: 1 },
      blocks: [new HeaderBlock([...this.own(this.members.length), ['Action', action]])],
    });
  }

  private presence(): void {
    const count = this.members.length;
    this.core.bus.fire({
      name: 'PRESENCE_IN', from: { file: 'conference_event.c', fn: 'conference_send_presence', line: 1 },
      blocks: [new HeaderBlock([
        ['proto', 'conf'], ['login', this.name], ['from', `${this.name}@local`], ['event_type', 'presence'], ['alt_event_type', 'dialog'],
        ['event_count', String(this.presences)], ['unique-id', this.name],
        ['force-status', `Active (${count} caller${count === 1 ? '' : 's'})`], ['channel-state', 'CS_ROUTING'],
        ['answer-state', count === 1 ? 'early' : 'confirmed'], ['presence-call-direction', count === 1 ? 'outbound' : 'inbound'],
      ])],
    });
    this.presences += 1;
  }
}

export function conferenceOf(core: SwitchCore, name: string): Conference | undefined {
  const found = core.conferences.get(name);
  return found instanceof Conference ? found : undefined;
}

/** The name of the room that the leg is in, null when in none. */
export function roomOf({ running, variables }: Channel): string | null {
  return running === 'CS_EXECUTE' && variables.get('current_application') === 'conference' ? variables.get('conference_name') ?? null : null;
}

/** `conference NAME@PROFILE`: in the room until the leg leaves. */
export const conference: Application = async (core, channel, argument) => {
  const [name = '', profile = 'default'] = argument.split('@');
  let room = conferenceOf(core, name);
  if (!room) {
    room = new Conference(core, name, profile);
    core.conferences.set(name, room);
  }
  channel.variables.setAll({ conference_name: name, conference_uuid: room.id });
  const member = room.join(channel);
  channel.variables.set('conference_member_id', String(member.id));
  await mediaLoop(core, channel);
  room.leave(member);
};
