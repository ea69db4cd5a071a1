import type { ScriptFaults } from '@paceline/domain/script/faults';
import type { Sentences } from '../message';
import { refusals } from './refusals';

/** Why a flow is not published. */
export const flowFaults: Sentences<ScriptFaults> = {
  'entry-leads-nowhere': ({ entry, to }) => `Its ${entry} leads to “${to}”, which is not there.`,
  'branch-leads-nowhere': ({ node, branch, to }) => `“${node}” leads by ${branch} to “${to}”, which is not there.`,
  'never-reached': ({ node }) => `Nothing leads to “${node}”.`,
  'endless-loop': ({ nodes }) => `Who does nothing goes round for ever: ${nodes.map((node) => `“${node}”`).join(', then ')}, and again.`,
  'ends-in-silence': ({ node }) => `At “${node}” callers are hung up on who have not heard a word.`,
  'no-choice': ({ node }) => `“${node}” has no key to press.`,
  'not-said-in': ({ node, field, language }) => `“${node}” has nothing to say in ${language} (${field}).`,
  'said-in-unspoken': ({ node, field, language }) => `“${node}” says something in ${language} (${field}), which is none of the flow's languages.`,
  'unspoken-choice': ({ node, key, language }) => `At “${node}” the key ${key} chooses ${language}, which is none of the flow's languages.`,
  'language-never-chosen': ({ language }) => `Nobody can choose ${language}: offer it, or take it out.`,
  'unknown-prompt': ({ node, prompt }) => `“${node}” plays ${prompt}, which is not there: upload it first.`,
  'prompt-of-contacts': ({ node, prompt }) => `“${node}” plays ${prompt}, which says something of a contact that nobody knows of a caller: write what is said otherwise into it, such as {name|…}.`,
  'unknown-queue': ({ node, queueId }) => `“${node}” leads to the queue ${queueId}, which is not there.`,
  'queue-not-said-in': ({ node, queueId, language }) => `“${node}” leads to the queue ${queueId}, which lacks ${language} in something that it says.`,
  'unknown-gateway': ({ node, gateway }) => `“${node}” dials through the gateway ${gateway}, which is not there.`,
  'number-refused': ({ node, number, refusal }) => `“${node}” dials ${number}, which no gateway that it may use would call: ${refusals[refusal]}.`,
  'unknown-zone': ({ node, zone }) => `“${node}” goes by the clock of ${zone}, which is no time zone that is known: write it as Asia/Tehran or UTC+03:30.`,
  'no-holiday-data': ({ node, country }) => `“${node}” observes the holidays of ${country}, of which nothing is known: an administrator can add them.`,
  'never-open': ({ node }) => `“${node}” is never open.`,
};
