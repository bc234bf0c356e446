import { describe, expect, it } from 'vitest';
import type { GetScene } from './contract-scene.ts';

/** Who somebody is, said by NetBox. */
export function peopleContract(scene: GetScene): void {
  describe('a person', () => {
    it('is whose token it is, with the groups NetBox knows', async () => {
      const { bench, open } = scene();
      const { token, username, groups } = bench.person;
      expect(await open().source.whoIs(token)).toEqual({ username, groups });
    });

    it('is the worker itself for its own token', async () => {
      const { bench, open } = scene();
      expect(await open().ownAccount()).toMatchObject({ username: bench.workerName });
    });

    it.each(['nbt_aaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 'rubbish', '', 'two\nlines', 'ü'])(
      'is nobody for the token %j',
      async (token) => {
        await expect(scene().open().source.whoIs(token)).rejects.toMatchObject({ code: 'netbox.forbidden' });
      },
    );

    it('can ask NetBox for its version', async () => {
      expect(await scene().open().status()).toMatchObject({
        version: expect.stringMatching(/^4\.\d+\.\d+/) as string,
      });
    });
  });
}
