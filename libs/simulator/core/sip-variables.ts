import { randomBytes } from 'node:crypto';
import type { Channel } from './channel';

const USER_AGENT = 'FreeSWITCH-mod_sofia/1.10.12-release+git~20240802T210227Z~a88d069d6f~64bit';

function sdp(owner: string, port: number): string {
  return `v=0\r\no=FreeSWITCH 1795262037 1795262038 IN IP4 127.0.0.1\r\ns=${owner}\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n`
    + `m=audio ${port} RTP/AVP 0 8 101 13\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:8 PCMA/8000\r\n`
    + 'a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=rtpmap:13 CN/8000\r\na=ptime:20\r\na=sendrecv\r\n';
}

const rtpPort = (channel: Channel): number => 16_384 + (channel.sessionId * 2) % 16_000;
const tag = (): string => randomBytes(8).toString('hex');

/** What an outbound leg has when it is created. */
export function invitedVariables(channel: Channel, gateway: string | null, number: string, host: string): Record<string, string> {
  return {
    direction: 'outbound', is_outbound: 'true', uuid: channel.uuid, call_uuid: channel.uuid, session_id: String(channel.sessionId),
    ...(gateway === null ? {} : { sip_gateway_name: gateway, sip_profile_name: 'gateway' }),
    sip_local_network_addr: '127.0.0.1', video_media_flow: 'disabled', text_media_flow: 'disabled', channel_name: channel.name,
    sip_destination_url: `sip:${number}@${host}`,
  };
}

/** What it has once the INVITE is about to leave. */
export function dialedVariables(channel: Channel, gateway: string | null, number: string, host: string): Record<string, string> {
  return {
    originate_endpoint: 'sofia', rtp_use_codec_string: 'PCMU,PCMA', local_media_ip: '127.0.0.1',
    local_media_port: String(rtpPort(channel)), advertised_media_ip: '127.0.0.1', audio_media_flow: 'sendrecv',
    rtp_local_sdp_str: sdp('FreeSWITCH', rtpPort(channel)),
    sip_outgoing_contact_uri: gateway === null ? '<sip:mod_sofia@127.0.0.1:5080>' : `<sip:gw+${gateway}@127.0.0.1:5080;transport=udp;gw=${gateway}>`,
    sip_req_uri: `${number}@${host}`, sip_to_host: host, sip_from_host: '127.0.0.1',
    sofia_profile_name: 'external', recovery_profile_name: 'external', sofia_profile_url: 'sip:mod_sofia@127.0.0.1:5080',
  };
}

/** The dialog: known from the first answer of the far end, provisional or not. */
export function dialogVariables(channel: Channel, number: string, host: string): Record<string, string> {
  const [toTag, fromTag, branch] = [tag(), tag(), tag()];
  const from = channel.profile.origCallerNumber;
  const port = host.split(':')[1] ?? '5060';
  return {
    sip_reply_host: '127.0.0.1', sip_reply_port: port, sip_network_ip: '127.0.0.1', sip_network_port: port, sip_user_agent: USER_AGENT,
    sip_allow: 'INVITE, ACK, BYE, CANCEL, OPTIONS, MESSAGE, INFO, UPDATE, REGISTER, REFER, NOTIFY',
    sip_recover_contact: `<sip:${number}@${host};transport=udp>`,
    sip_full_via: `SIP/2.0/UDP 127.0.0.1:5080;rport=5080;branch=z9hG4bK${branch}`,
    sip_recover_via: `SIP/2.0/UDP 127.0.0.1:5080;rport=5080;branch=z9hG4bK${branch}`,
    sip_full_from: `<sip:${from}@127.0.0.1>;tag=${fromTag}`, sip_full_to: `<sip:${number}@${host}>;tag=${toTag}`,
    sip_from_user: from, sip_from_uri: `${from}@127.0.0.1`, sip_from_host: '127.0.0.1',
    sip_to_user: number, sip_to_port: port, sip_to_uri: `${number}@${host}`, sip_to_host: '127.0.0.1',
    sip_contact_params: 'transport=udp', sip_contact_user: number, sip_contact_port: port, sip_contact_uri: `${number}@${host}`,
    sip_contact_host: '127.0.0.1', sip_to_tag: toTag, sip_from_tag: fromTag,
    sip_cseq: String(123_092_500 + channel.sessionId), sip_call_id: `${channel.uuid.slice(0, 8)}-608c-1240-3b98-${tag().slice(0, 12)}`,
  };
}

/** What media adds, at the answer or at the first early sound. */
export function mediaVariables(channel: Channel): Record<string, string> {
  return {
    switch_r_sdp: sdp('FreeSWITCH', rtpPort(channel) + 1), ep_codec_string: 'CORE_PCM_MODULE.PCMU@8000h@20i@64000b',
    rtp_use_codec_string: 'PCMU,PCMA', remote_video_media_flow: 'inactive', remote_text_media_flow: 'inactive',
    remote_audio_media_flow: 'sendrecv', audio_media_flow: 'sendrecv', rtp_audio_recv_pt: '0', rtp_use_codec_name: 'PCMU',
    rtp_use_codec_rate: '8000', rtp_use_codec_ptime: '20', rtp_use_codec_channels: '1', rtp_last_audio_codec_string: 'PCMU@8000h@20i@1c',
    read_codec: 'PCMU', original_read_codec: 'PCMU', read_rate: '8000', original_read_rate: '8000', write_codec: 'PCMU', write_rate: '8000',
    dtmf_type: 'rfc2833', local_media_ip: '127.0.0.1', local_media_port: String(rtpPort(channel)), advertised_media_ip: '127.0.0.1',
    rtp_use_timer_name: 'soft', rtp_use_pt: '0', rtp_use_ssrc: String(3_406_000_000 + channel.sessionId),
    rtp_2833_send_payload: '101', rtp_2833_recv_payload: '101', remote_media_ip: '127.0.0.1', remote_media_port: String(rtpPort(channel) + 1),
  };
}

/** An inbound leg's, from its INVITE. */
export function receivedVariables(channel: Channel, from: string, did: string): Record<string, string> {
  const fromTag = tag();
  return {
    direction: 'inbound', uuid: channel.uuid, call_uuid: channel.uuid, session_id: String(channel.sessionId),
    sip_from_user: from, sip_from_uri: `${from}@127.0.0.1`, sip_from_host: '127.0.0.1', sip_to_user: did, sip_req_user: did,
    sip_to_uri: `${did}@127.0.0.1:5080`, sip_req_uri: `${did}@127.0.0.1:5080`, sip_network_ip: '127.0.0.1', sip_network_port: '6060',
    sip_received_ip: '127.0.0.1', sip_received_port: '6060', sip_via_protocol: 'udp', sip_user_agent: USER_AGENT,
    sip_full_from: `"Caller" <sip:${from}@127.0.0.1>;tag=${fromTag}`, sip_from_tag: fromTag, sip_call_id: `${tag()}-${tag()}`,
    sofia_profile_name: 'external', recovery_profile_name: 'external', sofia_profile_url: 'sip:mod_sofia@127.0.0.1:5080',
    video_media_flow: 'disabled', text_media_flow: 'disabled', channel_name: channel.name, max_forwards: '70',
    ...mediaVariables(channel), endpoint_disposition: 'RECEIVED',
  };
}
