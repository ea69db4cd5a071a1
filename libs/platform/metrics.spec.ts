import { Metrics } from './metrics';

describe('the metrics', () => {
  it('are declared once each, named after the project and with a sentence of help', async () => {
    const declared = await new Metrics().registry.getMetricsAsJSON();
    const names = declared.map((metric) => metric.name);
    expect(new Set(names).size).toBe(names.length);
    for (const metric of declared) {
      expect(metric.name).toMatch(/^paceline_[a-z0-9_]+$/);
      expect(metric.help.length).toBeGreaterThan(5);
    }
  });

  it('of two apps in one process do not meet', async () => {
    const [one, other] = [new Metrics(), new Metrics()];
    one.callsPlaced.inc({ gateway: 'trunk' });
    expect(await one.registry.metrics()).toContain('paceline_calls_placed_total{gateway="trunk"} 1');
    expect(await other.registry.metrics()).not.toContain('gateway="trunk"');
  });

  it('count the time of a hand-off in milliseconds that can be told apart', async () => {
    const metrics = new Metrics();
    metrics.handoffMs.observe(2.5);
    const text = await metrics.registry.metrics();
    expect(text).toContain('paceline_handoff_ms_bucket{le="2"} 0');
    expect(text).toContain('paceline_handoff_ms_bucket{le="3"} 1');
  });
});
