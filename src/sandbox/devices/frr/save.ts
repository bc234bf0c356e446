import type { FrrDevice } from './device.ts';
import { formatConfiguration } from './text.ts';
import type { VtyshAnswer, VtyshSession } from './vtysh-session.ts';

/** `write memory`, with the words of the lab: with space on the disk, and without. */
export function saveConfiguration(device: FrrDevice, { id, user }: VtyshSession): VtyshAnswer {
  const head = 'Note: this version of vtysh never writes vtysh.conf\nBuilding Configuration...\n';
  if (device.faults.current()?.kind === 'save-fails') {
    const words = [
      'Unlink failed for /etc/frr/frr.conf.sav: Read-only file system',
      'Error renaming /etc/frr/frr.conf to /etc/frr/frr.conf.sav: Read-only file system',
      '% Error: failed to open configuration file /etc/frr/frr.conf: Read-only file system',
      '% Configuration write failed.',
    ];
    return { code: 1, stdout: `${head}${words.join('\n')}\n`, stderr: '' };
  }
  device.box.startup = formatConfiguration(device.box);
  device.log.event({ time: new Date().toISOString(), session: id, user, kind: 'save' });
  return {
    code: 0,
    stdout: `${head}Integrated configuration saved to /etc/frr/frr.conf\n[OK]\n`,
    stderr: '',
  };
}
