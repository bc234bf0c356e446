import { createFiles } from './files.ts';
import type { ExecLine, FrrAccess, Host } from './machine.ts';
import { createProcesses } from './processes.ts';
import type { Process } from './processes.ts';
import { PROGRAMS } from './programs.ts';
import { runScript } from './shell.ts';
import type { LineOutcome } from '../vtysh-session.ts';

/** Makes the host of a router: freshly installed, with a home for each of its accounts. */
export function createHost(frr: FrrAccess): Host {
  const files = createFiles(['/', '/home', '/usr/lib/frr']);
  files.write('/usr/lib/frr/frr-reload.py', '#!/usr/bin/python3\n');
  const processes = createProcesses();
  const endings = new Map<number, (() => void)[]>();
  let holders: readonly Process[] = [];

  const homeOf = (user: string) => {
    files.makeFolder(`/home/${user}`);
    return `/home/${user}`;
  };

  const host: Host = {
    files,
    processes,
    programs: PROGRAMS,
    frr,
    async run(process, work) {
      try {
        await work();
      } catch {
        // It was ended from outside, or what it ran never answered: nobody is told.
      } finally {
        processes.end(process);
        for (const listener of endings.get(process.pid) ?? []) listener();
        endings.delete(process.pid);
      }
    },
    onEnd(pid, listener) {
      if (processes.find(pid) === null) listener();
      else endings.set(pid, [...(endings.get(pid) ?? []), listener]);
    },
    async exec({ id, user }, text, told) {
      let [stdout, stderr] = ['', ''];
      let isTold = false;
      const tell = (outcome: LineOutcome) => {
        if (!isTold) told(outcome);
        isTold = true;
      };
      const process = processes.start(`bash -c ${text}`, null);
      const line: ExecLine = {
        noise: '',
        lose: tell,
      };
      const variables = new Map([
        ['HOME', homeOf(user)],
        ['PATH', '/usr/bin:/bin'],
      ]);
      const out = (more: string) => (stdout += more);
      const err = (more: string) => (stderr += more);
      await host.run(process, async () => {
        const code = await runScript({ host, process, user, session: id, variables, line, out, err }, text);
        tell({ code, stdout: line.noise + stdout, stderr });
      });
      tell('hang'); // it was ended from outside, with its host
    },
    holdJob(by) {
      for (const holder of holders) processes.kill(holder.pid, 'KILL');
      for (const { username } of frr.box.users) {
        const job = `${homeOf(username)}/.plumbline/job`;
        if (holders.length > 0) files.remove(job);
        if (by !== null) {
          const holder = processes.start(`sh plumbline-job ${job}`, null);
          holders = [...holders, holder];
          files.makeFolder(`/home/${username}/.plumbline`);
          files.makeFolder(job);
          for (const [name, content] of [
            ['name', `${by}\n`],
            ['armed', ''],
            ['pid', `${holder.pid}\n`],
          ] as const)
            files.write(`${job}/${name}`, content);
        }
      }
      if (by === null) holders = [];
    },
    lockHomes(isLocked) {
      for (const { username } of frr.box.users) {
        if (isLocked) files.locked.add(homeOf(username));
        else files.locked.delete(homeOf(username));
      }
    },
    powerOff() {
      processes.endAll();
      holders = [];
    },
  };
  return host;
}
