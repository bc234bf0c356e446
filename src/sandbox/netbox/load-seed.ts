import { idOfNamed, insertRow, valuesOfNamed } from './insert-row.ts';
import { renderFrr } from './render/render-frr.ts';
import type { RenderFacts } from './render/render-facts.ts';
import { renderIos } from './render/render-ios.ts';
import type { Renderer } from './render/renderer.ts';
import type { World } from './resource.ts';
import type { Row, Values } from './row.ts';
import { makeDevice } from './seed-devices.ts';
import { makePeople } from './seed-people.ts';
import type { Seed, SeedTemplate } from './seed.ts';

/** Fills an empty world. Throws when the seed names something that is not in it. */
export function loadSeed(seed: Seed, world: World, renderer: Renderer): void {
  const make = (type: string, values: Values): Row => insertRow(type, values, world);
  for (const template of seed.configTemplates ?? []) makeTemplate(template, make, renderer);
  const templateId = (name: string | undefined): number | null =>
    name === undefined ? null : demand('extras.configtemplate', 'name', name, world).id;
  for (const site of seed.sites ?? []) make('dcim.site', valuesOfNamed(site));
  for (const [type, list] of [
    ['dcim.devicerole', seed.roles],
    ['dcim.platform', seed.platforms],
  ] as const) {
    for (const one of list ?? [])
      make(type, { ...valuesOfNamed(one), config_template: templateId(one.configTemplate) });
  }
  for (const vlan of seed.vlans ?? []) {
    make('ipam.vlan', {
      vid: vlan.vid,
      name: vlan.name,
      site: vlan.site === undefined ? null : idOfNamed('dcim.site', vlan.site, world),
    });
  }
  for (const device of seed.devices) makeDevice(device, templateId(device.configTemplate), world);
  makeContexts(seed, world);
  makePeople(seed, world);
  world.tables.commit();
}

function makeTemplate(
  template: SeedTemplate,
  make: (type: string, values: Values) => Row,
  renderer: Renderer,
): void {
  make('extras.configtemplate', {
    name: template.name,
    template_code: template.templateCode ?? `{# rendered by the stand-in: ${template.name} #}`,
  });
  const render = template.render ?? (template.templateCode === undefined ? renderPlain : undefined);
  if (render !== undefined) renderer.register(template.name, render);
}

/** The configuration of a template that says nothing: the device's own objects in its platform's syntax. */
function renderPlain(facts: RenderFacts): string {
  return facts.platform?.includes('ios') === true ? renderIos(facts) : renderFrr(facts);
}

function makeContexts(seed: Seed, world: World): void {
  for (const context of seed.configContexts ?? []) {
    insertRow(
      'extras.configcontext',
      {
        name: context.name,
        weight: context.weight ?? 1000,
        data: context.data,
        sites: (context.sites ?? []).map((name) => idOfNamed('dcim.site', name, world)),
        roles: (context.roles ?? []).map((name) => idOfNamed('dcim.devicerole', name, world)),
        platforms: (context.platforms ?? []).map((name) => idOfNamed('dcim.platform', name, world)),
      },
      world,
    );
  }
}

function demand(type: string, column: string, value: string, world: World): Row {
  const found = world.tables.all(type).find((row) => row.values[column] === value);
  if (found === undefined) throw new Error(`seed: there is no ${type} with ${column} ${value}`);
  return found;
}
