import { describe, expect, it } from 'vitest';
import { createMeter } from '../../../src/telemetry/create-meter.ts';

describe('the meter', () => {
  it('counts under the names of the port', async () => {
    const { meter, metrics } = createMeter();
    meter.processed('webhook');
    meter.processed('webhook');
    meter.failed('check', 'device.timeout');
    meter.apiRequest('netbox', 'get', 200, 0.12);
    meter.apiRequest('netbox', 'GET', 0, 30);
    meter.queueSize('edits', 4);
    meter.changeEnded({ kind: 'applied', saved: true, detail: '' });
    meter.changeEnded({ kind: 'untouched', reason: 'refused', detail: 'secret words' });
    meter.webhook('stored');
    const text = await metrics();
    for (const line of [
      'agent_processed_items_total{kind="webhook"} 2',
      'agent_failed_items_total{kind="check",code="device.timeout"} 1',
      'agent_api_request_duration_seconds_count{target="netbox",method="GET",status="200"} 1',
      'agent_api_request_duration_seconds_count{target="netbox",method="GET",status="0"} 1',
      'agent_queue_size{queue="edits"} 4',
      'plumbline_changes_total{ending="applied: saved"} 1',
      'plumbline_changes_total{ending="untouched: refused"} 1',
      'plumbline_webhooks_total{outcome="stored"} 1',
    ]) {
      expect(text.split('\n')).toContain(line);
    }
  });

  it('shows every webhook outcome and queue from the start', async () => {
    const text = await createMeter().metrics();
    expect(text).toContain('plumbline_webhooks_total{outcome="rejected"} 0');
    expect(text).toContain('agent_queue_size{queue="changes"} 0');
  });

  it('shows the metrics of the process', async () => {
    const text = await createMeter().metrics();
    expect(text).toContain('process_cpu_seconds_total');
    expect(text).toContain('nodejs_eventloop_lag_seconds');
  });

  it('lets no text of the outside become a label', async () => {
    const { meter, metrics } = createMeter();
    meter.failed('order', 'Connection to edge-1 (192.0.2.1) failed');
    meter.apiRequest('outbound', 'BREW', 1e9, 1);
    const text = await metrics();
    expect(text).toContain('agent_failed_items_total{kind="order",code="other"} 1');
    expect(text).toContain('{target="outbound",method="other",status="other"} 1');
    expect(text).not.toContain('edge-1');
  });

  it('counts apart from another meter of the same process', async () => {
    const one = createMeter();
    const other = createMeter();
    one.meter.processed('edit');
    expect(await other.metrics()).not.toContain('agent_processed_items_total{kind="edit"}');
  });
});
