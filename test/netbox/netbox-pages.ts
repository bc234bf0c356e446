import type { NetBoxLogin } from './netbox-instance.ts';

/** NetBox's pages as a logged-in browser gets them, without running their scripts. */
export interface NetBoxPages {
  get(path: string): Promise<{ readonly status: number; readonly html: string }>;
  /** Markdown as NetBox shows it, by the preview of its own forms. */
  preview(markdown: string): Promise<string>;
}

/** Logs in through NetBox's own form. */
export async function openPages(url: string, login: NetBoxLogin): Promise<NetBoxPages> {
  const cookies = new Map<string, string>();
  const keep = (response: Response) => {
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      const at = pair.indexOf('=');
      cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
  };
  const header = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const form = await fetch(`${url}/login/`);
  keep(form);
  const csrf = /name="csrfmiddlewaretoken" value="([^"]+)"/.exec(await form.text())?.[1] ?? '';
  const entered = await fetch(`${url}/login/`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: header(), referer: `${url}/login/` },
    body: new URLSearchParams({ csrfmiddlewaretoken: csrf, next: '/', ...login }),
  });
  keep(entered);
  if (entered.status !== 302) throw new Error(`NetBox did not take the login: ${String(entered.status)}`);
  return {
    async get(path) {
      const response = await fetch(`${url}${path}`, { headers: { cookie: header() }, redirect: 'manual' });
      return { status: response.status, html: await response.text() };
    },
    async preview(markdown) {
      const response = await fetch(`${url}/extras/render/markdown/`, {
        method: 'POST',
        headers: { cookie: header(), referer: `${url}/`, 'x-csrftoken': cookies.get('csrftoken') ?? '' },
        body: new URLSearchParams({ text: markdown }),
      });
      if (!response.ok) throw new Error(`NetBox did not show the Markdown: ${String(response.status)}`);
      return await response.text();
    },
  };
}
