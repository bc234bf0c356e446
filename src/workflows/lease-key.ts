/** The key of the advisory lock that says "this process lives". */
export const LEASE_KEY_SQL = `hashtextextended('plumbline lease ' || $1, 0)`;
