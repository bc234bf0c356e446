import { Leaving } from './leaving.ts';
import type { Program, Shell } from './machine.ts';
import { interfacesOf } from '../state.ts';
import { createVtyshSession } from '../vtysh-session.ts';
import type { LineOutcome } from '../vtysh-session.ts';
import { reload } from './frr-reload.ts';

/** Programs that belong to FRR and to the network. */
export const FRR_PROGRAMS: readonly (readonly [string, Program])[] = [
  ['vtysh', vtysh],
  ['/usr/lib/frr/frr-reload.py', reload],
  ['lldpcli', lldpcli],
  ['who', () => 0], // an exec channel is no login with a terminal
];

/** `vtysh -c TEXT -c TEXT …`; anything else is refused, so that nothing is left out in silence. */
async function vtysh(shell: Shell, args: readonly string[]): Promise<number> {
  const texts = args.filter((_, index) => index % 2 === 1);
  if (args.length !== texts.length * 2 || args.some((arg, index) => index % 2 === 0 && arg !== '-c')) {
    shell.err('vtysh: this simulated host knows -c only\n');
    return 1;
  }
  const { promise, resolve } = Promise.withResolvers<LineOutcome>();
  const session = createVtyshSession(shell.session, shell.user);
  shell.host.frr.vtysh(session, texts.join('\n'), resolve);
  const outcome = await promise;
  if (shell.line !== null) shell.line.noise = session.noise;
  if (outcome === 'cut' || outcome === 'hang') {
    shell.line?.lose(outcome);
    throw new Leaving('exit', 1);
  }
  shell.out(outcome.stdout);
  shell.err(outcome.stderr);
  return outcome.code;
}

/** `lldpcli -f json0 show neighbors`, in the shape of lldpd 1.0.16: far ends at ports that are up. */
function lldpcli(shell: Shell, args: readonly string[]): number {
  if (args.join(' ') !== '-f json0 show neighbors') return 1;
  const { box } = shell.host.frr;
  const up = interfacesOf(box).filter((view) => view.up);
  const heard = box.lldpNeighbors.filter((far) => up.some((view) => view.name === far.interface));
  const entries = heard.map((far) => ({
    name: far.interface,
    via: 'LLDP',
    chassis: [{ id: [{ type: 'mac', value: '02:00:00:00:00:01' }], name: [{ value: far.system }] }],
    port: [{ id: [{ type: 'ifname', value: far.port }], ttl: [{ value: '120' }] }],
  }));
  const lldp = entries.length === 0 ? [{}] : [{ interface: entries }];
  shell.out(`${JSON.stringify({ lldp }, null, 2)}\n`);
  return 0;
}
