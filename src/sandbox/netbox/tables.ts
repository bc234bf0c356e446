import type { Row } from './row.ts';

/** The stand-in's database. Every change can be undone until {@link Tables.commit}, as inside a transaction. */
export interface Tables {
  /** Rows of a type, in id order. */
  all(type: string): readonly Row[];
  find(type: string, id: number): Row | null;
  /** The next id of a type. Ids of undone rows are not used again, as with a PostgreSQL sequence. */
  nextId(type: string): number;
  put(type: string, row: Row): void;
  remove(type: string, id: number): void;
  /** Makes everything since the last commit permanent. */
  commit(): void;
  /** Undoes everything since the last commit or mark. */
  rollback(to?: number): void;
  /** A point to roll back to. */
  mark(): number;
  /** A backup of what is committed; the function restores it, sequences included. */
  backup(): () => void;
}

/** Empty tables. */
export function createTables(): Tables {
  const tables = new Map<string, Map<number, Row>>();
  const sequences = new Map<string, number>();
  const sorted = new Map<string, readonly Row[]>();
  const undo: (() => void)[] = [];
  const tableOf = (type: string): Map<number, Row> => {
    const table = tables.get(type) ?? new Map<number, Row>();
    tables.set(type, table);
    return table;
  };
  return {
    all(type) {
      const known = sorted.get(type) ?? [...tableOf(type).values()].sort((a, b) => a.id - b.id);
      sorted.set(type, known);
      return known;
    },
    find: (type, id) => tableOf(type).get(id) ?? null,
    nextId(type) {
      const id = (sequences.get(type) ?? 0) + 1;
      sequences.set(type, id);
      return id;
    },
    put(type, row) {
      undo.push(restorer(tableOf(type), row.id));
      sorted.delete(type);
      tableOf(type).set(row.id, row);
    },
    remove(type, id) {
      undo.push(restorer(tableOf(type), id));
      sorted.delete(type);
      tableOf(type).delete(id);
    },
    commit: () => void undo.splice(0),
    rollback(to = 0) {
      for (const step of undo.splice(to).reverse()) step();
      sorted.clear();
    },
    mark: () => undo.length,
    backup() {
      const rows = [...tables].map(([type, table]) => [type, new Map(table)] as const);
      const numbers = [...sequences];
      return () => {
        tables.clear();
        for (const [type, table] of rows) tables.set(type, new Map(table));
        sequences.clear();
        for (const [type, number] of numbers) sequences.set(type, number);
        sorted.clear();
      };
    },
  };
}

function restorer(table: Map<number, Row>, id: number): () => void {
  const before = table.get(id);
  return () => {
    if (before === undefined) table.delete(id);
    else table.set(id, before);
  };
}
