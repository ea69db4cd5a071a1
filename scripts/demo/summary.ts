import { OUTCOMES, wasAnswered, type Outcome } from '@paceline/domain/call/outcome';
import { abandonmentBudget, windowFromMs, type AbandonmentBudget } from '@paceline/domain/compliance/abandonment-budget';
import { abandonmentLawOf } from '@paceline/domain/compliance/law-profiles';
import { abandonedByUs } from '@paceline/domain/metrics/abandonment';
import { Campaign, answersByHour, rows } from '@paceline/persistence';
import type { DataSource } from 'typeorm';
import type { Violation } from '../invariants/check';
import type { DayResult } from './blended-day';
import { agentFigures, type AgentFigures } from './agent-figures';
import { lineFigures, lineTable, type LineFigures } from './line-figures';

interface FiguresTold {
  readonly lines: readonly LineFigures[]; readonly agents: AgentFigures; readonly callers: number; readonly contacts: number; readonly contactsWithResult: number; readonly dialed: number; readonly answered: number;
  readonly connected: number; readonly abandoned: number; readonly abandonedPercent: number; readonly hungUpWaiting: number; readonly meanConnectMs: number; readonly mode: string;
  readonly abandonTargetPercent: number; readonly law: string; readonly meanAgentWaitMs: number; readonly outcomes: Readonly<Record<string, number>>; readonly seconds: number; readonly apiDocs: string;
  readonly budget: { readonly answers: number; readonly allowed: number; readonly used: number; readonly left: number; readonly usedPercent: number };
}

export interface Summary { readonly lines: readonly string[]; readonly json: Readonly<Record<string, unknown>>; readonly good: boolean }

/** What came of the demo's day, from the rows of the database. */
export async function summarise(
  dataSource: DataSource, day: DayResult, violations: readonly Violation[],
  about: { readonly apiDocs: string; readonly switch: string; readonly seconds: number },
): Promise<Summary> {
  const byOutcome = await outcomes(dataSource, day.campaign.id);
  const [targets] = await rows<{ all: string; done: string }>(dataSource,
    "SELECT COUNT(*) AS `all`, SUM(state = 'done' AND result IS NOT NULL) AS done FROM targets WHERE campaign_id = ?", [day.campaign.id]);
  const [connect] = await rows<{ ms: string | null }>(dataSource,
    'SELECT AVG(TIMESTAMPDIFF(MICROSECOND, answered_at, connected_at)) / 1000 AS ms FROM calls WHERE campaign_id = ? AND connected_at IS NOT NULL', [day.campaign.id]);
  const count = (which: (outcome: Outcome) => boolean): number => OUTCOMES.reduce((sum, outcome) => sum + (which(outcome) ? byOutcome.get(outcome) ?? 0 : 0), 0);
  const answered = count(wasAnswered);
  const abandoned = byOutcome.get('abandoned') ?? 0;
  const { campaign, budget } = await budgetOf(dataSource, day.campaign.id);
  const contacts = Number(targets?.all ?? 0);
  const [lines, agents] = [await lineFigures(dataSource, day), await agentFigures(dataSource, day)];
  const good = violations.length === 0 && Number(targets?.done ?? 0) === contacts && contacts > 0;
  const json = {
    lines, agents, callers: day.callers,
    contacts, dialed: count((outcome) => outcome !== 'not-dialed'), answered, connected: byOutcome.get('connected') ?? 0, abandoned,
    hungUpWaiting: byOutcome.get('hung-up-waiting') ?? 0, abandonedPercent: percent(abandonedByUs({ answers: answered, abandoned }) ?? 0),
    mode: campaign.mode, abandonTargetPercent: percent(campaign.abandonTargetRatio), law: campaign.lawProfile, meanAgentWaitMs: await meanAgentWaitMs(dataSource, day.campaign.id),
    budget: { answers: budget.answers, allowed: budget.allowed, used: budget.used, left: budget.left, usedPercent: percent(abandonedByUs({ answers: budget.answers, abandoned: budget.used }) ?? 0) },
    agentsMax: day.agentsMax, contactsWithResult: Number(targets?.done ?? 0), meanConnectMs: Math.round(Number(connect?.ms ?? 0)),
    outcomes: Object.fromEntries(byOutcome), seconds: Number(about.seconds.toFixed(1)), switch: about.switch, apiDocs: about.apiDocs,
    invariants: violations.length === 0 ? 'held' : violations,
  };
  return { lines: inWords(json, violations), json, good };
}

function inWords(json: FiguresTold, violations: readonly Violation[]): string[] {
  return [
    '', ...lineTable(json.lines), '',
    `${json.contacts} contacts, ${json.contactsWithResult} with a result, ${json.dialed} calls; ${json.callers} callers; in ${json.seconds} s`,
    `answered ${json.answered}, connected to an agent ${json.connected} (${json.meanConnectMs} ms after the answer on average)`,
    `abandoned ${json.abandoned} (${json.abandonedPercent} % of answered), hung up while waiting ${json.hungUpWaiting}`,
    `mode ${json.mode}${json.mode === 'predictive' ? `, target ${json.abandonTargetPercent} %` : ''}: agents waited ${(json.meanAgentWaitMs / 1000).toFixed(1)} s between two calls on average`,
    `agents: ${json.agents.talks} talks, ${(json.agents.meanHandleMs / 1000).toFixed(1)} s each with wrap-up, on calls ${json.agents.occupancyPercent} % of their time`,
    `abandonment budget (${json.law}): of ${json.budget.answers} persons who answered ${json.budget.allowed} may be abandoned, ${json.budget.used} ${json.budget.used === 1 ? 'was' : 'were'} (${json.budget.usedPercent} %), ${json.budget.left} left`,
    `outcomes: ${Object.entries(json.outcomes).map(([outcome, calls]) => `${outcome} ${calls}`).join(', ')}`,
    violations.length === 0 ? 'every invariant held' : `${violations.length} VIOLATIONS:`,
    ...violations.slice(0, 20).map((violation) => `  ${violation.invariant}: ${violation.evidence}`),
    `API docs (while the system runs: npm start): ${json.apiDocs}`,
  ];
}

const percent = (ratio: number): number => Number((100 * ratio).toFixed(2));

/** The law's numbers, as the pacer went by them. */
async function budgetOf(dataSource: DataSource, campaignId: string): Promise<{ campaign: Campaign; budget: AbandonmentBudget }> {
  const campaign = await dataSource.manager.findOneByOrFail(Campaign, { id: campaignId });
  const law = abandonmentLawOf(campaign);
  const nowMs = Date.now();
  return { campaign, budget: abandonmentBudget(law, await answersByHour(dataSource, campaign, windowFromMs(law, nowMs), nowMs), nowMs) };
}

/** From the end of an agent's wrap-up to their next call. */
async function meanAgentWaitMs(dataSource: DataSource, campaignId: string): Promise<number> {
  const [wait] = await rows<{ ms: string | null }>(dataSource,
    `SELECT AVG(GREATEST(0, TIMESTAMPDIFF(MICROSECOND, free_at, connected_at))) / 1000 AS ms FROM (
       SELECT connected_at, LAG(settled_at) OVER (PARTITION BY agent_id ORDER BY connected_at) AS free_at FROM calls WHERE campaign_id = ? AND connected_at IS NOT NULL
     ) talks WHERE free_at IS NOT NULL`, [campaignId]);
  return Math.round(Number(wait?.ms ?? 0));
}

async function outcomes(dataSource: DataSource, campaignId: string): Promise<Map<Outcome, number>> {
  const found = await rows<{ outcome: Outcome; n: string }>(dataSource,
    'SELECT outcome, COUNT(*) AS n FROM calls WHERE campaign_id = ? AND outcome IS NOT NULL GROUP BY outcome ORDER BY n DESC', [campaignId]);
  return new Map(found.map(({ outcome, n }) => [outcome, Number(n)]));
}
