import type { Json } from '../../../domain/json.ts';
import { readBrief } from '../read-object.ts';
import { denied, Rejection } from '../rejection.ts';
import { mayTouch, mayWrite } from '../permissions.ts';
import type { World } from '../resource.ts';
import { configTemplate } from '../resources/config-template.ts';
import { device } from '../resources/device.ts';
import { asText, idIn, isRecord, textIn, type Row } from '../row.ts';
import type { Renderer } from '../render/renderer.ts';
import { findObject } from './read-routes.ts';
import { answer, viewOf, type RestAnswer, type RestRequest } from './rest-request.ts';

/**
 * `POST /api/dcim/devices/<id>/render-config/`. Without `view` and `render_config` on the device it answers as if there
 * were no such device; without a template 400; a template that fails 500 with its words.
 */
export function renderConfig(id: string, request: RestRequest, world: World, renderer: Renderer): RestAnswer {
  if (!mayWrite(request.account)) throw denied();
  const row = findObject(device, id, 'view', request, world);
  if (!mayTouch(request.account, device.type, 'render_config', row, world)) {
    throw new Rejection(404, { detail: `No ${device.className} matches the given query.` });
  }
  const plain = (request.headers['accept'] ?? '').startsWith('text/plain');
  const override = renderer.overrideOf(textIn(row, 'name'));
  const template = templateFor(row, request, world);
  if (template === null && override === null)
    throw refused({ error: 'No config template found for this device.' }, plain);
  const outcome = renderer.render(row, template, override);
  if ('failure' in outcome) {
    if (plain) return { status: 500, body: plainText(outcome.failure), headers: {} };
    return answer(500, { detail: outcome.failure });
  }
  if (plain) return { status: 200, body: plainText(outcome.text), headers: {} };
  const shown = template === null ? null : readBrief(configTemplate, template, viewOf(request, world));
  return answer(200, { configtemplate: shown, content: outcome.text });
}

/** The template the request names, else the device's own, its role's, its platform's. */
function templateFor(row: Row, request: RestRequest, world: World): Row | null {
  const asked = isRecord(request.body) ? request.body['config_template_id'] : undefined;
  if (asked !== undefined) {
    const found = world.tables.find('extras.configtemplate', Number(asked));
    const visible =
      found !== null && mayTouch(request.account, 'extras.configtemplate', 'view', found, world);
    if (!visible) throw new Rejection(400, { error: `Config template with ID ${asText(asked)} not found.` });
    return found;
  }
  const role = world.tables.find('dcim.devicerole', idIn(row, 'role') ?? 0);
  const platform = world.tables.find('dcim.platform', idIn(row, 'platform') ?? 0);
  const id = [row, role, platform].map((one) => (one === null ? null : idIn(one, 'config_template')));
  const first = id.find((one) => one !== null) ?? null;
  return first === null ? null : world.tables.find('extras.configtemplate', first);
}

/** Asked for plain text, NetBox answers even its refusals as text: a Python dictionary, printed. */
function refused(body: { readonly error: string }, plain: boolean): Rejection {
  return new Rejection(400, plain ? `{'error': '${body.error}'}` : (body satisfies Json));
}

function plainText(text: string): { readonly text: string; readonly contentType: string } {
  return { text, contentType: 'text/plain; charset=utf-8' };
}
