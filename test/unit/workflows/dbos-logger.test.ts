import { expect, test } from 'vitest';
import type { Log, LogFields } from '../../../src/ports/log.ts';
import { createDbosLogger } from '../../../src/workflows/dbos-logger.ts';

test('what DBOS logs comes out as redacted text, its chatter as debug, errors with their stack', () => {
  const lines: unknown[] = [];
  const at = (level: string) => (_message: string, fields?: LogFields) => void lines.push([level, fields]);
  const log: Log = { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') };
  const logger = createDbosLogger(log);
  logger.info('DBOS launched!');
  logger.warn('postgresql://plumbline:hunter2@db/x does not answer');
  logger.error('username x password hunter2', { stack: 'Error: enable secret hunter2\n at a.ts:1' });
  expect(lines).toEqual([
    ['debug', { text: 'DBOS launched!' }],
    ['warn', { text: 'postgresql://plumbline:<redacted>@db/x does not answer' }],
    [
      'error',
      { text: 'username x password <redacted>', stack: 'Error: enable secret <redacted>\n at a.ts:1' },
    ],
  ]);
});
