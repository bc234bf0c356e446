import type { RuntimeSettings } from '../../../src/workflows/runtime-settings.ts';

/** What a worker process is started with, as JSON in its first argument. */
export interface WorkerArguments {
  readonly databaseUrl: string;
  readonly drainMs: number;
  readonly settings: Partial<RuntimeSettings>;
}

export type ToWorker =
  | { readonly kind: 'start'; readonly name: 'change' | 'waiting'; readonly id: string }
  /** Step `two` of every change may end. */
  | { readonly kind: 'let end' };

export type FromWorker =
  | { readonly kind: 'ready'; readonly executorId: string }
  | { readonly kind: 'step'; readonly step: string; readonly at: number };
