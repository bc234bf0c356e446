import type { Json } from '../../../domain/json.ts';
import { appName, displayOfObjectType, OBJECT_TYPES, type ObjectType } from '../object-types.ts';
import { Rejection } from '../rejection.ts';
import type { Row } from '../row.ts';
import { pageRows } from './page-rows.ts';
import { answer, type RestAnswer, type RestRequest } from './rest-request.ts';

const TESTS: Readonly<Record<string, (type: ObjectType, wanted: string) => boolean>> = {
  id: (type, wanted) => String(type.id) === wanted,
  app_label: (type, wanted) => type.type.split('.')[0] === wanted,
  model: (type, wanted) => type.type.split('.')[1] === wanted,
  features: (type, wanted) => type.features.includes(wanted),
};

/** `GET /api/core/object-types/`: needs a login and no permission. */
export function listObjectTypes(request: RestRequest): RestAnswer {
  const found = OBJECT_TYPES.filter((type) =>
    Object.entries(TESTS).every(([name, test]) => {
      const wanted = request.query.getAll(name).filter((value) => value !== '');
      return wanted.length === 0 || wanted.some((value) => test(type, value));
    }),
  );
  const { rows, frame } = pageRows(found.map(asRow), request.query, `${request.base}${request.path}`);
  const shown = rows.flatMap((row) => found.find((type) => type.id === row.id) ?? []);
  return answer(200, {
    ...frame,
    results: shown.map((type) => narrow(show(type, request.base), request.query)),
  });
}

/** `GET /api/core/object-types/<id>/` */
export function showObjectType(id: string, request: RestRequest): RestAnswer {
  const found = OBJECT_TYPES.find((type) => String(type.id) === id);
  if (found === undefined) throw new Rejection(404, { detail: 'No ObjectType matches the given query.' });
  return answer(200, narrow(show(found, request.base), request.query));
}

function asRow(type: ObjectType): Row {
  return { id: type.id, created: 0, lastUpdated: 0, values: {} };
}

type Shown = Readonly<Record<string, Json>>;

function show(objectType: ObjectType, base: string): Shown {
  const [app = '', model = ''] = objectType.type.split('.');
  return {
    id: objectType.id,
    url: `${base}/api/core/object-types/${objectType.id}/`,
    display: displayOfObjectType(objectType),
    app_label: app,
    app_name: appName(objectType.type),
    model,
    model_name: objectType.name,
    model_name_plural: objectType.plural,
    public: true,
    features: objectType.features,
    is_plugin_model: false,
    rest_api_endpoint: objectType.path === null ? null : `/api/${objectType.path}/`,
    description: '',
  };
}

function narrow(shown: Shown, query: URLSearchParams): Shown {
  const fields = query.get('fields')?.split(',');
  if (fields === undefined) return shown;
  return Object.fromEntries(Object.entries(shown).filter(([name]) => fields.includes(name)));
}
