/**
 * Scripts for POSIX sh on a host that runs FRR. A job is the folder `~/.plumbline/job`: making it is the lock. Its state is a
 * file that is renamed, because only one of two that rename it succeeds: `armed`, then `confirmed`, or `rolling` and after that
 * `rolledback` or `failed`. Arguments come as $1, $2 and are never part of the text.
 */
const HEAD = 'umask 077; d="$HOME/.plumbline"; j="$d/job"; r=/usr/lib/frr/frr-reload.py';

/** The state of the job; `none` while it is being made. */
const STATE = 'for m in armed rolling rolledback confirmed failed none; do [ -e "$j/$m" ] && break; done';

/** Whether the process that wrote `pid` still runs: after a reboot the number may be somebody else's, so its name counts, too. */
const ALIVE = 'p=$(cat "$j/pid" 2>/dev/null) && grep -qs plumbline "/proc/$p/cmdline"';

const SHOW = 'vtysh -c "show running-config no-header"';

/** Sets `w` to whether every daemon is up and has read its configuration. */
const WATCH = [
  'w=no; vtysh -c "show watchfrr" >"$1/watch" 2>/dev/null && grep -qs "phase: Idle" "$1/watch" && w=yes',
  'grep -qsE "(Init|Down|Connecting|Unresponsive)$|restart(ing| running)" "$1/watch" && w=no',
].join('; ');

/**
 * What sleeps: $1 folder, $2 seconds, $3 frr-reload.py. USR1 wakes it early, also before it waits, because the pid is written last.
 * The exit status of frr-reload.py proves nothing: it is 0 when bgpd was down and took none of its lines (seen on 8.4.4). So what
 * runs afterwards is compared with what ran before, while all daemons are up: one that is down hides lines it will read from
 * the saved configuration. It is loaded again for as long as watchfrr may take to start a daemon; with all of them up six times.
 * Lines are sorted, because what is added again can stand elsewhere.
 */
const SLEEPER = [
  'sleep "$2" & s=$!; trap "kill $s" USR1; echo $$ >"$1/pid"; wait $s',
  '[ "$(cat "$1/pid" 2>/dev/null)" = $$ ] || exit 0',
  'mv "$1/armed" "$1/rolling" 2>/dev/null || exit 0',
  'sort "$1/before.conf" >"$1/wanted"; n=0',
  'while [ $n -lt 60 ]; do',
  `${WATCH}; v=$w`,
  '"$3" --reload --stdout --confdir "$1" --rundir "$1" "$1/before.conf" >"$1/log" 2>&1',
  `c=no; ${SHOW} 2>/dev/null >"$1/shown" && sort "$1/shown" >"$1/found" && cmp -s "$1/wanted" "$1/found" && c=yes`,
  WATCH,
  'if [ $v$c$w = yesyesyes ]; then mv "$1/rolling" "$1/rolledback"; exit 0; fi',
  'if [ $w = yes ]; then n=$((n+10)); else n=$((n+1)); fi; sleep 3',
  'done',
  'mv "$1/rolling" "$1/failed"',
].join('\n');

/** Says what the host lacks, and which job there is: its name, its state, and whether its process runs. */
export const LOOK = [
  HEAD,
  'l=',
  'for t in setsid python3 vtysh cmp sort; do command -v $t >/dev/null 2>&1 || l="$l $t"; done',
  '[ -x "$r" ] || l="$l frr-reload.py"',
  '[ -w "$HOME" ] || l="$l writable-home"',
  // With it everything an account started ends with its login, the job included.
  'k=$(busctl get-property org.freedesktop.login1 /org/freedesktop/login1 org.freedesktop.login1.Manager KillUserProcesses 2>/dev/null)',
  '[ "$k" = "b true" ] && l="$l logind-setting-KillUserProcesses=no"',
  'echo "lacks$l"',
  'if [ -d "$j" ]; then',
  `${STATE}; if ${ALIVE}; then a=alive; else a=dead; fi`,
  'echo "$(cat "$j/name" 2>/dev/null || echo unnamed) $m $a"',
  'fi',
].join('\n');

/** What the job would restore. */
export const KEPT = [HEAD, 'cat "$j/before.conf"'].join('\n');

/**
 * Arms: $1 name, $2 seconds. A job that has ended, or whose process a reboot took, is cleared away; one that failed to restore
 * stays for a person. The configuration from before must load in a test first, and nothing may go by it: with one line
 * frr-reload.py does not like it would delete everything (facts/devices.md 0.9).
 */
export const ARM = [
  HEAD,
  '[ -w "$HOME" ] && mkdir -p "$d" || { echo "the home folder of the account cannot be written"; exit; }',
  'if [ -d "$j" ]; then',
  STATE,
  'if [ $m = failed ]; then echo "locked $(cat "$j/name") failed to restore: see $j/log, then remove $j"; exit; fi',
  `if [ $m = armed ] || [ $m = rolling ] || [ $m = none ]; then if ${ALIVE}; then echo "locked $(cat "$j/name")"; exit; fi; fi`,
  'mv "$j" "$d/old.$$" && rm -rf "$d/old.$$"',
  'fi',
  'mkdir "$j" 2>/dev/null || { echo "locked somebody armed at the same time"; exit; }',
  'echo $$ >"$j/pid"; echo "$1" >"$j/name"',
  `${SHOW} 2>/dev/null >"$j/before.conf" && grep -qx end "$j/before.conf" || { rm -rf "$j"; echo "the configuration cannot be kept"; exit; }`,
  '"$r" --test --stdout --confdir "$j" --rundir "$j" "$j/before.conf" >"$j/log" 2>&1 || { rm -rf "$j"; echo "frr-reload.py cannot load the configuration that runs now"; exit; }',
  'if grep -qs "^Lines To Delete" "$j/log"; then rm -rf "$j"; echo "frr-reload.py would delete lines of the configuration that runs now"; exit; fi',
  ': >"$j/armed" || { rm -rf "$j"; echo "the job cannot be written"; exit; }',
  `setsid -f sh -c '${quoted(SLEEPER)}' plumbline-job "$j" "$2" "$r" >/dev/null 2>&1 </dev/null`,
  'n=0; while [ "$(cat "$j/pid")" = $$ ] && [ $n -lt 50 ]; do sleep 0.1; n=$((n+1)); done',
  'echo armed',
].join('\n');

/**
 * $1 name, $2 seconds to wait. A job that is being taken back is waited for; one that has ended is cleared away. After a reboot of
 * the host nothing of the change is left that could be confirmed. What follows acts on a job that sleeps.
 */
const OWN = [
  HEAD,
  '[ "$(cat "$j/name" 2>/dev/null)" = "$1" ] || { echo "not-pending no job of that name"; exit; }',
  waitWhile('[ -e "$j/rolling" ]'),
  STATE,
  'if [ $m = failed ]; then echo "not-pending the job failed to restore: see $j/log"; exit; fi',
  'if [ $m = rolling ]; then echo "not-pending the job is still restoring"; exit; fi',
  'if [ $m != armed ]; then rm -rf "$j"; echo "not-pending the job has ended: $m"; exit; fi',
  `if ${ALIVE}; then :; else rm -rf "$j"; echo "not-pending the process of the job is gone, as after a reboot"; exit; fi`,
];

export const ENDS = {
  confirm: [
    ...OWN,
    'mv "$j/armed" "$j/confirmed" 2>/dev/null',
    '[ -e "$j/confirmed" ] || { echo "not-pending the time was over"; exit; }',
    // It leads a process group of its own, its `sleep` included. dash takes a group behind `-s TERM --` only.
    'kill -s TERM -- "-$p" 2>/dev/null',
    'rm -rf "$j"; echo done',
  ].join('\n'),
  revert: [
    ...OWN,
    'kill -s USR1 "$p"',
    waitWhile('{ [ -e "$j/armed" ] || [ -e "$j/rolling" ]; }'),
    'if [ -e "$j/rolledback" ]; then rm -rf "$j"; echo done; exit; fi',
    'if [ -e "$j/failed" ]; then echo "refused the job failed to restore: see $j/log"; exit; fi',
    'echo "unknown the job is still restoring"',
  ].join('\n'),
} as const;

/** Looks five times a second, for $2 seconds at most. */
function waitWhile(condition: string): string {
  return `n=0; while ${condition} && [ $n -lt $(($2*5)) ]; do sleep 0.2; n=$((n+1)); done`;
}

/** The inside of a word between single quotes. */
function quoted(text: string): string {
  return text.replaceAll("'", String.raw`'\''`);
}
