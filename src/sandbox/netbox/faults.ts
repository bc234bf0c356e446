/**
 * What can go wrong between a client and NetBox. A number answers with that status; `half-page` cuts the answer off in
 * the middle; `short-page` is a well-formed list with fewer objects than its count says; `nothing` closes the connection
 * without a word; `hang` keeps it open without an answer until the stand-in stops.
 */
export type FaultKind = number | 'half-page' | 'short-page' | 'nothing' | 'hang';

/** Faults that are switched on. The first that fits a request is used, and used up. */
export interface FaultPlan {
  /** `path` is the beginning of the path, or a pattern over path and query; `method` restricts it further. */
  answer(kind: FaultKind, path: string | RegExp, times?: number, method?: string): void;
  /** Switches all faults off. */
  clear(): void;
}

/** The server's side of the plan. */
export interface Faults extends FaultPlan {
  next(method: string, url: string): FaultKind | null;
}

interface Planned {
  readonly kind: FaultKind;
  readonly path: string | RegExp;
  readonly method: string | null;
  left: number;
}

/** No faults yet. */
export function createFaults(): Faults {
  const planned: Planned[] = [];
  return {
    answer(kind, path, times = 1, method) {
      planned.push({ kind, path, method: method ?? null, left: times });
    },
    clear: () => void planned.splice(0),
    next(method, url) {
      const found = planned.find((one) => one.left > 0 && fits(one, method, url));
      if (found === undefined) return null;
      found.left -= 1;
      return found.kind;
    },
  };
}

function fits(planned: Planned, method: string, url: string): boolean {
  if (planned.method !== null && planned.method !== method) return false;
  return typeof planned.path === 'string' ? url.startsWith(planned.path) : planned.path.test(url);
}
