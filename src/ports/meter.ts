import type { Ending } from '../domain/ending.ts';
import type { TargetKind } from './notice-target.ts';
import type { DeliveryResult } from './outbox.ts';

/** Counters and timings; `/metrics` shows them. Labels are closed sets, never names of devices or users. */
export interface Meter {
  /** `agent_processed_items_total{kind}` */
  processed(kind: ItemKind): void;
  /** `agent_failed_items_total{kind,code}` */
  failed(kind: ItemKind, code: string): void;
  /** `agent_api_request_duration_seconds{target,method,status}`; `status` 0 means no answer. */
  apiRequest(target: 'netbox' | 'outbound', method: string, status: number, seconds: number): void;
  /** `agent_queue_size{queue}` */
  queueSize(queue: 'edits' | 'changes', size: number): void;
  /** `plumbline_changes_total{ending}`: one count for each unit's ending. */
  changeEnded(ending: Ending): void;
  /** `plumbline_webhooks_total{outcome}` */
  webhook(outcome: WebhookOutcome): void;
  /** `plumbline_edits_caught_up_total`: an edit first heard of through the changelog. */
  caughtUp(): void;
  /** `plumbline_netbox_doubt`: 1 while NetBox may be another one, or our own database older than what was done, and nothing is written. */
  netboxDoubt(doubted: boolean): void;
  /** `plumbline_refused_logins`: logins that are not tried again before a person or another credential comes. An alarm. */
  refusedLogins(count: number): void;
  /** `plumbline_devices_backing_off`: devices this process leaves alone for a while, because they do not answer. */
  devicesBackingOff(count: number): void;
  /** `plumbline_webhooks_silent`: 1 while NetBox is edited and no webhook arrives. */
  webhooksSilent(silent: boolean): void;
  /** `plumbline_notices_total{target,result}`; a failed try counts too. */
  notice(target: NoticeTargetLabel, result: NoticeResult): void;
  /** `plumbline_notices_waiting{target}` */
  noticesWaiting(target: NoticeTargetLabel, waiting: number): void;
}

export type ItemKind = 'webhook' | 'edit' | 'plan' | 'change' | 'check' | 'order' | 'journal' | 'notice';
export type WebhookOutcome = 'stored' | 'duplicate' | 'dropped' | 'rejected' | 'overloaded';
/** `recipients`: who is told is not known yet; `unknown`: a target that is not set any more. */
export type NoticeTargetLabel = TargetKind | 'recipients' | 'unknown';
export type NoticeResult = DeliveryResult | 'failed' | 'given up';
