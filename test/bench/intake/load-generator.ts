/**
 * The load process: carries out one {@link LoadOrder} after the other and answers each with a {@link LoadResult}.
 * A process of its own, so that what it computes does not count as the receiver's. Ends with its parent.
 */
import type { LoadOrder } from './load-order.ts';
import { runLoad } from './run-load.ts';

process.on('message', (message) => {
  // Only load-process.ts speaks on this channel.
  void runLoad(message as LoadOrder).then((result) => process.send?.(result));
});
process.on('disconnect', () => process.exit());
