import { valueAt, type RenderFacts } from './render-facts.ts';

/** A template that failed, with the words NetBox would answer. */
export class TemplateFailure extends Error {
  override readonly name = 'TemplateFailure';
}

/**
 * Renders a template nobody registered a function for. The stand-in has no Jinja: `{{ device.name }}` and paths into the
 * config context work, everything else throws {@link TemplateFailure} as a broken template would.
 */
export function interpolate(templateCode: string, facts: RenderFacts): string {
  if (templateCode.includes('{%')) {
    throw new TemplateFailure('TemplateSyntaxError: the stand-in knows no template statements');
  }
  return templateCode.replaceAll(/\{\{(.*?)\}\}/gs, (_found, expression: string) => {
    const path = expression.trim();
    if (!/^[A-Za-z_][\w.]*$/.test(path)) {
      throw new TemplateFailure(`TemplateSyntaxError: the stand-in knows no expression '${path}'`);
    }
    const value = valueAt(path, facts);
    if (value === undefined) throw new TemplateFailure(`UndefinedError: '${path}' is undefined`);
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  });
}
