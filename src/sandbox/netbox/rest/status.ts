import type { World } from '../resource.ts';
import { answer, type RestAnswer } from './rest-request.ts';

/** The full version a stand-in of that line claims. */
export const FULL_VERSIONS = { '4.6': '4.6.9', '4.7': '4.7.3' } as const;

/** `GET /api/status/`: open to every account. */
export function showStatus(world: World): RestAnswer {
  const version = FULL_VERSIONS[world.version];
  return answer(200, {
    'django-version': '6.1.2',
    hostname: 'stand-in',
    installed_apps: {},
    'netbox-version': version,
    'netbox-full-version': version,
    plugins: {},
    'python-version': '3.12.1',
    'rq-workers-running': 1,
  });
}
