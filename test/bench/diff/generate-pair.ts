import type { Platform } from '../../../src/domain/platform.ts';
import { bgp, generateSections } from './generate-sections.ts';
import { EOS_DIALECT, IOS_DIALECT } from './line-dialect.ts';
import { type GeneratedPair, mutateSections } from './mutate-sections.ts';

/** What is generated: a mixed configuration of so many lines, or one section of so many lines. */
export interface Load {
  readonly name: string;
  readonly platform: Extract<Platform, 'cisco_ios' | 'arista_eos'>;
  readonly shape: 'mixed' | 'one section';
  readonly lines: number;
}

/** A live and an intended text; the same for the same load and variant, on every machine. */
export function generatePair({ platform, shape, lines }: Load, variant: number): GeneratedPair {
  const dialect = platform === 'cisco_ios' ? IOS_DIALECT : EOS_DIALECT;
  const sections = shape === 'mixed' ? generateSections(lines, dialect, variant) : [bgp(lines, variant)];
  return mutateSections(sections, dialect, variant);
}
