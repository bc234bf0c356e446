import type { SandboxNetwork } from '../../../src/sandbox/sandbox-network.ts';

/** Switches the event rule of edits on or off, as an administrator might by mistake. */
export async function switchWebhooks({ netbox, tokens }: SandboxNetwork, enabled: boolean): Promise<void> {
  const admin = tokens.admin;
  const found = await netbox.edit({ method: 'GET', path: '/extras/event-rules/', token: admin });
  const { results } = found.body as { readonly results: readonly { readonly id: number }[] };
  for (const { id } of results) {
    const saved = await netbox.edit({
      method: 'PATCH',
      path: `/extras/event-rules/${id}/`,
      body: { enabled },
      token: admin,
    });
    if (saved.status !== 200)
      throw new Error(`the event rule was not switched: ${JSON.stringify(saved.body)}`);
  }
}
