/**
 * The whole environment of PostgreSQL's processes. Ours is not handed on: it holds secrets, which other processes of that
 * user could read, and variables such as `PGDATA` that would change what the server does.
 */
export const SERVER_ENVIRONMENT = { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' };
