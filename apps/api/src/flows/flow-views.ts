import { flowScript, type CreateFlow, type FlowVersionView, type FlowView } from '@paceline/contracts/flows';
import type { Script } from '@paceline/domain/script/script';
import type { AuditedFields, Flow, FlowVersion } from '@paceline/persistence';

/** As it is kept. */
export function scriptOf(draft: CreateFlow['draft']): Script {
  return draft as Script; // a day that is left out is closed, whether by name or not
}

export function toFlowView(flow: Flow, published: FlowVersion | undefined): FlowView {
  return {
    id: flow.id, name: flow.name, draft: flowScript.parse(flow.draft), draftChangedAt: flow.draftChangedAt.toISOString(),
    published: published === undefined ? null : publishingOf(published), createdAt: flow.createdAt.toISOString(),
  };
}

export function publishingOf({ version, publishedAt, publishedBy, copyOf }: FlowVersion): NonNullable<FlowView['published']> {
  return { version, publishedAt: publishedAt.toISOString(), publishedBy, copyOf };
}

export function toVersionView(version: FlowVersion): FlowVersionView {
  return { flowId: version.flowId, ...publishingOf(version), script: flowScript.parse(version.script) };
}

/** What the trail keeps of a flow: the draft whole, as it is what somebody has written. */
export function traceOf({ name, draft }: Flow): AuditedFields {
  return { name, draft };
}
