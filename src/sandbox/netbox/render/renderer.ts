import type { World } from '../resource.ts';
import { textIn, type Row } from '../row.ts';
import { interpolate, TemplateFailure } from './interpolate.ts';
import { renderFactsOf, type RenderFacts } from './render-facts.ts';

/** A template as a function; what it throws is a template that failed, and its message NetBox's words. */
export type RenderTemplate = (facts: RenderFacts) => string;

export type RenderOutcome = { readonly text: string } | { readonly failure: string };

/** Renders devices: by a text set for the device, a function registered under the template's name, or the template's text. */
export interface Renderer {
  /** Takes over the answer for a device; null gives it back to its template. */
  override(deviceName: string, text: string | RenderTemplate | null): void;
  overrideOf(deviceName: string): RenderTemplate | null;
  /** Registers the function that stands for the template of that name. */
  register(templateName: string, render: RenderTemplate): void;
  render(device: Row, template: Row | null, override: RenderTemplate | null): RenderOutcome;
}

/** A renderer over the world. */
export function createRenderer(world: World): Renderer {
  const overrides = new Map<string, RenderTemplate>();
  const templates = new Map<string, RenderTemplate>();
  return {
    override(deviceName, text) {
      if (text === null) overrides.delete(deviceName);
      else overrides.set(deviceName, typeof text === 'string' ? () => text : text);
    },
    overrideOf: (deviceName) => overrides.get(deviceName) ?? null,
    register: (templateName, render) => void templates.set(templateName, render),
    render(device, template, override) {
      const code = template === null ? '' : textIn(template, 'template_code');
      const registered = template === null ? undefined : templates.get(textIn(template, 'name'));
      const work = override ?? registered ?? ((facts: RenderFacts) => interpolate(facts.templateCode, facts));
      return attempt(() => work(renderFactsOf(device, code, world)));
    },
  };
}

function attempt(work: () => string): RenderOutcome {
  try {
    return { text: work().replaceAll('\r\n', '\n') };
  } catch (problem) {
    if (problem instanceof TemplateFailure) return { failure: problem.message };
    return { failure: String(problem) };
  }
}
