import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { NetBoxLogin } from '../netbox/netbox-instance.ts';

const SCRIPT = fileURLToPath(new URL('../../scripts/find-chromium', import.meta.url));

/** The size of the window. */
export const VIEW = { width: 1440, height: 900 } as const;

/** The path of a Chromium, or the script's own line why there is none. */
export async function findChromium(): Promise<{ readonly path: string } | { readonly reason: string }> {
  try {
    const { stdout } = await promisify(execFile)(SCRIPT, { timeout: 300_000 });
    return { path: stdout.trim() };
  } catch (error) {
    return { reason: String((error as { readonly stderr?: unknown }).stderr ?? error).trim() }; // what execFile rejects with
  }
}

/** Starts a browser without a screen. The caller closes it. */
export function openBrowser(path: string): Promise<Browser> {
  // As root Chromium refuses its own sandbox; these pages are our own.
  return chromium.launch({ executablePath: path, args: ['--no-sandbox', '--disable-gpu'] });
}

/** A page of NetBox, logged in through its form. */
export async function logIn(browser: Browser, url: string, login: NetBoxLogin): Promise<Page> {
  const page = await browser.newPage({ baseURL: url, viewport: VIEW });
  page.setDefaultTimeout(30_000);
  await page.goto('/login/');
  await page.fill('#id_username', login.username);
  await page.fill('#id_password', login.password);
  await page.click('button[type=submit]');
  await page.waitForURL((address) => !address.pathname.startsWith('/login'));
  return page;
}
