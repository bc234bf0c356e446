import type { Json } from '../../../domain/json.ts';
import type { EditScope } from '../edit-scope.ts';
import type { Renderer } from '../render/renderer.ts';
import type { Resource, World } from '../resource.ts';
import { showAccount } from './authentication-check.ts';
import { createObjects, deleteObjects, updateObjects } from './bulk-routes.ts';
import { listObjectTypes, showObjectType } from './object-types-route.ts';
import { listObjects, showObject } from './read-routes.ts';
import { renderConfig } from './render-config-route.ts';
import type { RestAnswer, RestRequest } from './rest-request.ts';
import { showStatus } from './status.ts';
import { createObject, deleteObject, updateObject } from './write-routes.ts';

/** What a handler works with besides its request. */
export interface RouteContext {
  readonly world: World;
  readonly scope: EditScope;
  readonly renderer: Renderer;
}

type Handler = (request: RestRequest, context: RouteContext) => RestAnswer;

/** The methods one address takes. HEAD is answered as GET. */
export type Route = Readonly<Record<string, Handler>>;

/** The route of `/api/<path>/`, or null when NetBox has no such address. */
export function routeOf(path: string, world: World): Route | null {
  const fixed = FIXED[path];
  if (fixed !== undefined) return fixed;
  const render = /^dcim\/devices\/([^/]+)\/render-config$/.exec(path)?.[1];
  if (render !== undefined) {
    return { POST: (request, { world: all, renderer }) => renderConfig(render, request, all, renderer) };
  }
  const type = /^core\/object-types\/([^/]+)$/.exec(path)?.[1];
  if (type !== undefined) return { GET: (request) => showObjectType(type, request) };
  const list = world.catalog.byPath(path);
  if (list !== null) return listRoute(list);
  const [, parent = '', id = ''] = /^(.*)\/([^/]+)$/.exec(path) ?? [];
  const detail = world.catalog.byPath(parent);
  return detail === null ? null : detailRoute(detail, id);
}

const FIXED: Readonly<Record<string, Route>> = {
  status: { GET: (_request, { world }) => showStatus(world) },
  'authentication-check': { GET: (request, { world }) => showAccount(request, world) },
  'core/object-types': { GET: listObjectTypes },
};

function listRoute(resource: Resource): Route {
  const read: Route = { GET: (request, { world }) => listObjects(resource, request, world) };
  if (resource.readOnly === true) return read;
  return {
    ...read,
    POST: (request, { world, scope }) => {
      const context = { resource, request, world, scope };
      return Array.isArray(request.body)
        ? createObjects(context, request.body as readonly Json[])
        : createObject(context);
    },
    PUT: (request, { world, scope }) => updateObjects({ resource, request, world, scope }),
    PATCH: (request, { world, scope }) => updateObjects({ resource, request, world, scope }),
    DELETE: (request, { world, scope }) => deleteObjects({ resource, request, world, scope }),
  };
}

function detailRoute(resource: Resource, id: string): Route {
  const read: Route = { GET: (request, { world }) => showObject(resource, id, request, world) };
  if (resource.readOnly === true) return read;
  return {
    ...read,
    PUT: (request, { world, scope }) => updateObject({ resource, request, world, scope }, id),
    PATCH: (request, { world, scope }) => updateObject({ resource, request, world, scope }, id),
    DELETE: (request, { world, scope }) => deleteObject({ resource, request, world, scope }, id),
  };
}
