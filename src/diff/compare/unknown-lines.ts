import type { Warning } from '../../domain/configuration.ts';
import type { ClassedDifference } from './find-differences.ts';

/**
 * One warning for each difference in a line nobody wrote a rule for: it was compared word by word, and a command for it is
 * the line itself, or `no` and the line. Approval is for a person.
 */
export function unknownLineWarnings(classed: readonly ClassedDifference[]): readonly Warning[] {
  return classed.flatMap(({ finding, difference }) => {
    const node = difference.wantedNode ?? difference.liveNode;
    if (node === null || node.rule !== null || node.blob !== null || node.vlans !== null) return [];
    if (node.inside !== null && node.inside.isKnown) return [];
    const what = node.inside === null ? 'line' : 'section';
    const message = `No rule knows the ${what} "${finding.intended ?? finding.live ?? finding.key}": it is compared word by word.`;
    return [{ code: `unknown-${what}`, message, path: finding.path }];
  });
}
