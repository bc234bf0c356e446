import { describe, expect, it } from 'vitest';
import { redactMarkdown } from '../../../src/domain/redact-markdown.ts';

describe('secrets in an entry', () => {
  it('take the rest of their cell along, not the cells beside it', () => {
    expect(redactMarkdown('| snmp-server community s3cret RO | b |\n| key-string two words | d |')).toBe(
      '| snmp-server community &lt;redacted&gt;| b |\n| key-string &lt;redacted&gt;| d |',
    );
  });

  it('leave a box its end', () => {
    expect(redactMarkdown('<div><strong>key-string s3cret two</strong><br>Next</div>')).toBe(
      '<div><strong>key-string &lt;redacted&gt;</strong><br>Next</div>',
    );
  });

  it('are shown as taken out, by a mark NetBox does not take for a tag; in a fence it stands as it is', () => {
    expect(redactMarkdown('password hunter2')).toBe('password &lt;redacted&gt;');
    expect(redactMarkdown('```\nusername x password hunter2\n```\n\nkey-string ab')).toBe(
      '```\nusername x password <redacted>\n```\n\nkey-string &lt;redacted&gt;',
    );
  });

  it('are found once: what was redacted comes back unchanged', () => {
    const once = redactMarkdown('| neighbor 10.0.0.1 password x1 | y |\n\n```\nkey-string z\n```');
    expect(redactMarkdown(once)).toBe(once);
    expect(once).not.toMatch(/x1|\bz\b/);
  });
});
