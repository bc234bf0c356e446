/** What the load process is to send. Plain data: it crosses a process border. */
export interface LoadOrder {
  /** Where webhooks are posted. */
  readonly url: string;
  readonly secret: string;
  /** Makes the request ids and objects of this order differ from those of every other order. */
  readonly batch: number;
  /** Webhooks to send. */
  readonly count: number;
  /** Webhooks that carry the same request id, as those of a bulk edit do. */
  readonly objectsPerEdit: number;
  readonly pace: Pace;
  /** After this long no further webhook is sent. */
  readonly timeLimitMs: number;
}

/**
 * `full-speed`: every connection sends its next webhook when the last was answered.
 * `offered`: webhooks are sent when they are due, whatever became of those before.
 */
export type Pace =
  | { readonly kind: 'full-speed'; readonly connections: number }
  | { readonly kind: 'offered'; readonly perSecond: number };

/** What came of it. */
export interface LoadResult {
  readonly sent: number;
  /** Answered 2xx. */
  readonly accepted: number;
  /** How often which status or error code came instead. */
  readonly errors: Readonly<Record<string, number>>;
  /** From the first webhook sent to the last answer. */
  readonly seconds: number;
  /** Latencies of those accepted: `full-speed` from sending, `offered` from when they were due. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** How late webhooks went out, 99 % of them at most, because the load process itself had to wait; nothing to speak of at full speed. */
  readonly lateMs: number;
  /** Time the load process itself computed: near `seconds`, it is what limits the figures. */
  readonly cpuSeconds: number;
}
