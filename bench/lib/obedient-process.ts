import { whenParentIsGone } from '@paceline/platform/parent-process';

/** A process that answers each order of its parent with one message, and ends with its parent, or with an order that it cannot carry out. */
export function obeys<Order>(obey: (order: Order) => Promise<unknown>): void {
  process.on('message', (order: Order) => {
    obey(order).then((answer) => process.send?.(answer), (thrown: unknown) => {
      console.error(thrown);
      process.exit(1);
    });
  });
  whenParentIsGone(() => { process.exit(0); });
}
