import { describe, expect, it } from 'vitest';
import { waitForState } from './edit-story.ts';
import type { GetScene } from './scene.ts';

/** What happens before the first edit. */
export function firstContactSuite(scene: GetScene): void {
  describe('first contact', () => {
    it('provisions NetBox by one command that tells the token of the narrow account once', () => {
      const { provisioned } = scene().world;
      expect(provisioned).toMatchObject({ code: 0 });
      expect(provisioned.stdout).toContain('objects brought to what is declared');
      expect(provisioned.stdout).not.toContain('nbt_');
    });

    it('finds both routers in line, one by its config template and one by its objects, and writes nothing', async () => {
      const { world, r1, r2 } = scene();
      const checked = await world.plumbline('check', 'r1', 'r2');
      expect(checked.stdout).toBe('ok       r1  in line\nok       r2  in line\n');
      expect(checked.code).toBe(0);
      await waitForState(world, world.records.r1.id, 'in line');
      await waitForState(world, world.records.r2.id, 'in line');
      expect([...(await r1.entered()), ...(await r2.entered())]).toEqual([]);
    });

    it('reads with the account for reading only', async () => {
      const { r1, r2 } = scene();
      expect(new Set([...(await r1.logins()), ...(await r2.logins())])).toEqual(new Set(['reader']));
    });
  });
}
