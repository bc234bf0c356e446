/**
 * Simulated devices in a process of their own, so that what they cost is nobody's. `COUNT` is the argument; prints one line of
 * JSON, then runs until its standard input ends.
 */
import { startSimulatedDevice } from '../../../src/sandbox/devices/start-simulated-device.ts';
import { startTinySsh } from '../../support/tiny-ssh-server.ts';
import type { SweepJob } from './job.ts';
import { sweepConfiguration } from './sweep-configuration.ts';

const USER = { username: 'plumbline', password: 'sandbox-pass' };
const EXEC_ADDRESS = '127.78.255.1';

const count = Number(process.argv[2]);
const devices: SweepJob['devices'] = [];
let port = 0;
for (let number = 1; number <= count; number += 1) {
  const [name, address] = [`edge${number}`, `127.78.${number >> 8}.${number & 255}`];
  const device = await startSimulatedDevice({
    platform: 'cisco_ios',
    host: address,
    port,
    hostname: name,
    users: [USER],
    configuration: sweepConfiguration(name, address),
  });
  ({ port } = device);
  devices.push({ name, address, hostKey: device.hostKey });
}
const exec = await startTinySsh({
  host: EXEC_ADDRESS,
  exec: (channel) => {
    channel.write('10:00:00.000 UTC Thu Nov 26 2026\n');
    channel.exit(0);
    channel.end();
  },
});
const { knownHosts } = exec;
console.log(
  JSON.stringify({ devices, port, ...USER, exec: { address: EXEC_ADDRESS, port: exec.port, knownHosts } }),
);
process.stdin.resume().on('end', () => process.exit());
