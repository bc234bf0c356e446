import { describe, expect, it } from 'vitest';
import { waitForState } from './edit-story.ts';
import { makeDevice, makePort } from './lab-records.ts';
import type { GetScene } from './scene.ts';

/** What an engineer reads in a terminal. */
export function commandsSuite(scene: GetScene): void {
  describe('the command line', () => {
    it('says of each device why it is not managed or does not answer', async () => {
      const { world } = scene();
      const { rest, records } = world;
      const policy = (more: object) => ({ local_context_data: { plumbline: more } });
      const nowhere = await makeDevice(rest, records.catalog, 'r3', policy({}));
      // The credential profile names a port nobody listens on.
      const silent = await makeDevice(rest, records.catalog, 'r4', policy({ credentials: 'closed' }));
      const { address } = await makePort(rest, silent, { name: 'mgmt0', mgmt_only: true }, '10.98.2.1/30');
      await rest.patch(`/dcim/devices/${silent}/`, { primary_ip4: address });
      const checked = await world.plumbline('check', 'r3', 'r4');
      expect(checked.code).toBe(1);
      expect(checked.stdout).toMatch(
        /^refused {2}r3 {2}not managed: no primary or out-of-band IP address; .+$/m,
      );
      expect(checked.stdout).toMatch(
        /^error {4}r4 {2}unreachable: r4 \(10\.98\.2\.1 port 2222\) does not accept .+$/m,
      );
      await waitForState(world, nowhere, 'not managed');
      await waitForState(world, silent, 'unreachable');
      const { code, stdout } = await world.plumbline('devices');
      expect(code).toBe(2);
      expect(stdout).toMatch(/^r1 +in line +0 /m);
      expect(stdout).toMatch(/^r3 +not managed +0 .* no primary or out-of-band IP address; .+$/m);
      expect(stdout).toMatch(/^r4 +unreachable +0 .*10\.98\.2\.1/m);
      await rest.delete(`/dcim/devices/${nowhere}/`);
      await rest.delete(`/dcim/devices/${silent}/`);
    });

    it('lists the changes with user, changelog message and ending', async () => {
      const { code, stdout } = await scene().world.plumbline('changes');
      expect(code).toBe(0);
      expect(stdout).toMatch(/edit by admin, "CHG1001 name the circuit"\n {4}r1 {2}applied: saved: /);
      expect(stdout).toMatch(/ {4}r1 {2}rolled-back: by us: .*BGP session to 10\.0\.12\.2/);
      expect(stdout).toMatch(/ {4}r1 {2}untouched: refused: /);
    });
  });
}
