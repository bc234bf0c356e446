import type { World } from '../resource.ts';
import { answer, type RestAnswer } from './rest-request.ts';
import { routeOf, type Route } from './routes.ts';

/** The one address that needs no token. */
export const PROVISION_PATH = '/api/users/tokens/provision/';

/** Only a safe method is redirected to the address with a slash; a write without one is simply not found. */
export function locate(
  url: URL,
  method: string,
  world: World,
): { readonly route: Route | null; readonly redirect: RestAnswer | null } {
  const path = url.pathname;
  if (!path.startsWith('/api/')) return { route: null, redirect: null };
  const route =
    path === PROVISION_PATH || `${path}/` === PROVISION_PATH
      ? { POST: () => answer(405, null) }
      : routeOf(trimmed(path), world);
  if (path.endsWith('/') || route === null) return { route, redirect: null };
  const safe = method === 'GET' || method === 'HEAD';
  return { route: null, redirect: safe ? moved(`${path}/${url.search}`) : null };
}

function moved(location: string): RestAnswer {
  return {
    status: 301,
    body: { text: '', contentType: 'text/html; charset=utf-8' },
    headers: { Location: location },
  };
}

function trimmed(path: string): string {
  return path.slice('/api/'.length).replace(/\/$/, '');
}

/** NetBox answers addresses it does not have with a page, not with JSON. */
export function notFoundPage(headers: Readonly<Record<string, string>>): RestAnswer {
  const text =
    '<!DOCTYPE html>\n<html lang="en"><head><title>Page Not Found | NetBox</title></head><body></body></html>\n';
  return { status: 404, body: { text, contentType: 'text/html; charset=utf-8' }, headers };
}
