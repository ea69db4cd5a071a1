/**
 * To whom the rows of each table belong. `client`: the row has its client's id. `installation`: they are shared by all clients.
 * Else through the row of another table, named by one of its own columns.
 */
export type TableOwner = 'client' | 'installation' | { readonly through: string; readonly by: string };

const through = (table: string, by: string): TableOwner => ({ through: table, by });

export const TABLE_OWNERS: Readonly<Record<string, TableOwner>> = {
  users: 'client',
  logins: through('users', 'user_id'),
  agents: 'client',
  agent_lines: through('agents', 'agent_id'),
  agent_skills: through('agents', 'agent_id'),
  agent_status_log: through('agents', 'agent_id'),
  agent_phones: through('agents', 'agent_id'),
  agent_rings: through('agents', 'agent_id'),
  dispositions: 'client',
  do_not_call: 'client',
  do_not_call_offers: 'client',
  commands: 'client',
  audit_trail: 'client',

  contacts: 'client',
  contact_phones: through('contacts', 'contact_id'),
  consents: 'client',
  lists: 'client',
  list_contacts: through('lists', 'list_id'),
  imports: 'client',
  import_chunks: through('imports', 'import_id'),
  import_rejections: through('imports', 'import_id'),

  campaigns: 'client',
  campaign_lists: through('campaigns', 'campaign_id'),
  campaign_pacing: through('campaigns', 'campaign_id'),
  campaign_decisions: through('campaigns', 'campaign_id'),
  campaign_put_off: through('campaigns', 'campaign_id'),
  campaign_outcomes: through('campaigns', 'campaign_id'),
  campaign_answers: through('campaigns', 'campaign_id'),
  campaign_offers: through('campaigns', 'campaign_id'),
  campaign_controls: through('campaigns', 'campaign_id'),
  targets: 'client',

  spoken_prompts: 'client',
  renditions: 'client',

  offers: 'client',
  offer_takings: 'client',
  offer_purchases: 'client',
  agent_minute_costs: 'client',

  queues: 'client',
  waits: through('calls', 'call_id'),
  queue_callbacks: 'client',
  flows: 'client',
  flow_versions: through('flows', 'flow_id'),
  flow_trials: 'client',
  inbound_numbers: 'client',
  inbound_closures: 'client',
  voicemails: 'client',

  comment_tags: through('interviews', 'interview_id'),
  survey_forms: 'client',
  survey_rules: 'client',
  survey_invitations: 'client',
  survey_tallies: 'client',
  follow_up_rules: 'client',
  follow_ups: 'client',
  questionnaires: 'client',
  questionnaire_versions: through('questionnaires', 'questionnaire_id'),
  quota_counts: through('questionnaire_versions', 'version_id'),
  interviews: 'client',
  severed_interviews: through('questionnaires', 'questionnaire_id'),
  interview_answers: through('interviews', 'interview_id'),
  interview_quotas: through('interviews', 'interview_id'),
  interview_comments: through('interviews', 'interview_id'),

  calls: 'client',
  call_events: through('calls', 'call_id'),
  talks: through('calls', 'call_id'),
  recordings: through('calls', 'call_id'),
  machine_messages: through('calls', 'call_id'),
  outside_legs: through('calls', 'call_id'),
  caller_number_days: 'client',

  // Switches and their trunks, what the law of a country says, and who does the work.
  clients: 'installation',
  gateways: 'installation',
  gateway_days: 'installation',
  gateway_rates: 'installation',
  switch_records: 'installation',
  dialing_stops: 'installation',
  holiday_changes: 'installation',
  leases: 'installation',
  migrations: 'installation',
};
