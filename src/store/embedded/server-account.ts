/** The system user PostgreSQL runs as when Plumbline itself runs as root, which PostgreSQL refuses. */
export interface ServerAccount {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Existing users fit to run the server, best first. None is ever created. */
const CANDIDATES = ['postgres', 'nobody'];

/**
 * Picks the account from the text of `/etc/passwd`; null when neither `postgres` nor `nobody` is there.
 * Only asked for when Plumbline runs as root: everybody else runs the server as himself.
 */
export function chooseServerAccount(passwd: string): ServerAccount | null {
  const accounts = passwd.split('\n').flatMap(accountOf);
  for (const name of CANDIDATES) {
    const account = accounts.find((each) => each.name === name);
    if (account !== undefined) return account;
  }
  return null;
}

function accountOf(line: string): ServerAccount[] {
  const [name, , uid, gid] = line.split(':');
  if (name === undefined || !isPositive(uid) || !isPositive(gid)) return [];
  return [{ name, uid: Number(uid), gid: Number(gid) }];
}

/** Without this, an account with uid 0 or the negative ids of macOS would be handed to `setuid`. */
function isPositive(id: string | undefined): boolean {
  return id !== undefined && /^[1-9]\d*$/.test(id);
}
