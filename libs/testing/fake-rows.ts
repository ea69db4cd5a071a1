import type { DataSource } from 'typeorm';

type Entity<Row> = new () => Row;
type Where = Readonly<Record<string, unknown>>;

/** Rows without a database, for what asks for them by the equality of their columns. What is said in SQL is written down, and answered as a test says. */
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
      return this.of(entity).filter((row) => Object.entries(where).every(([column, value]) => (row as Where)[column] === value));
    };
    const first = async (entity: Entity<object>, where: Where): Promise<object | null> => (await found(entity, where))[0] ?? null;
    const manager = {
      find: (entity: Entity<object>, { where }: { readonly where: Where }) => found(entity, where), findBy: found,
      findOne: (entity: Entity<object>, { where }: { readonly where: Where }) => first(entity, where), findOneBy: first,
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
