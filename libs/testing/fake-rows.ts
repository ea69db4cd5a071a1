import { FindOperator, type DataSource } from 'typeorm';

type Entity<Row> = new () => Row;
type Where = Readonly<Record<string, unknown>>;
type Asked = { readonly where: Where; readonly order?: Readonly<Record<string, 'ASC' | 'DESC'>> };

function isAsked(value: unknown, wanted: unknown): boolean {
  if (!(wanted instanceof FindOperator)) return value === wanted;
  switch (wanted.type) {
    case 'in': return Array.isArray(wanted.value) && wanted.value.includes(value);
    case 'isNull': return value === null;
    case 'not': return !isAsked(value, wanted.child ?? wanted.value);
    default: throw new Error(`a fake database does not know ${wanted.type}`);
  }
}

/** By the first of the columns named. */
function inOrder(rows: readonly object[], order: Asked['order'] = {}): object[] {
  const [by] = Object.entries(order);
  if (by === undefined) return [...rows];
  const [column, way] = by;
  const rank = (row: object): number => Number((row as Where)[column]) * (way === 'DESC' ? -1 : 1);
  return [...rows].sort((one, other) => rank(one) - rank(other));
}

/** Rows without a database, for what asks for them column by column. What is said in SQL is written down, and answered as a test says. */
export class FakeRows {
  /** What was said in SQL, its parameters in the places of their marks. */
  readonly sql: string[] = [];
  /** What is answered to it. */
  answer: (sql: string) => unknown = () => [];
  /** Whatever is asked fails with this while it is set. */
  failure: Error | null = null;
  private readonly tables = new Map<Entity<object>, object[]>();

  has<Row extends object>(entity: Entity<Row>, ...rows: readonly Partial<Row>[]): this {
    this.of(entity).push(...rows.map((row) => Object.assign(new entity(), row)));
    return this;
  }

  /** The rows of an entity as they are now. */
  of<Row extends object>(entity: Entity<Row>): Row[] {
    const rows = this.tables.get(entity) ?? [];
    this.tables.set(entity, rows);
    return rows as Row[]; // `has` put them there, by their entity
  }

  get dataSource(): DataSource {
    const found = async (entity: Entity<object>, where: Where): Promise<object[]> => {
      if (this.failure !== null) throw this.failure;
      return this.of(entity).filter((row) => Object.entries(where).every(([column, value]) => isAsked((row as Where)[column], value)));
    };
    const first = async (entity: Entity<object>, where: Where): Promise<object | null> => (await found(entity, where))[0] ?? null;
    const manager = {
      find: async (entity: Entity<object>, { where, order }: Asked) => inOrder(await found(entity, where), order), findBy: found,
      findOne: async (entity: Entity<object>, { where, order }: Asked) => inOrder(await found(entity, where), order)[0] ?? null, findOneBy: first,
      existsBy: async (entity: Entity<object>, where: Where) => await first(entity, where) !== null,
      update: async (entity: Entity<object>, where: Where, changes: object) => { for (const row of await found(entity, where)) Object.assign(row, changes); },
      insert: async (entity: Entity<object>, row: object) => { this.has(entity, row); },
      query: async (sql: string, parameters: readonly unknown[]) => {
        if (this.failure !== null) throw this.failure;
        const [...left] = parameters;
        this.sql.push(sql.replace(/\s+/g, ' ').replace(/\?/g, () => JSON.stringify(left.shift() ?? null)));
        return this.answer(sql);
      },
    };
    return { manager, query: manager.query, transaction: (work: (within: typeof manager) => Promise<unknown>) => work(manager) } as unknown as DataSource; // as much of one as repositories use
  }
}
