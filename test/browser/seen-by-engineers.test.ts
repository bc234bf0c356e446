import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startNetBoxInstance } from '../netbox/netbox-instance.ts';
import { until } from '../support/crash-world.ts';
import { idOf, resultsOf } from '../contract/netbox/netbox-rest.ts';
import { findChromium, logIn, openBrowser, VIEW } from './open-browser.ts';
import { openRealSandbox, type RealSandbox } from './real-sandbox.ts';

// Before the tests are collected: whether the machine can run both decides whether they run or are counted as skipped.
const chromium = await findChromium();
const netbox =
  'path' in chromium
    ? await startNetBoxInstance('vitest-browser', 'runserver')
    : ({ kind: 'impossible', reason: chromium.reason } as const);
const reason = netbox.kind === 'impossible' ? netbox.reason : 'what engineers see in a browser';

/** Where screenshots for the documentation go; without it none are made. */
const SCREENSHOTS = process.env['PLUMBLINE_SCREENSHOTS'] ?? null;
const WITHIN_MS = 60_000;

describe.skipIf(netbox.kind === 'impossible')(reason, () => {
  if (netbox.kind === 'impossible' || !('path' in chromium) || netbox.login === null) {
    it('needs a NetBox with pages and a Chromium', () => undefined);
    return;
  }
  const { url, login } = netbox;
  let world: RealSandbox;
  let browser: Browser;
  let page: Page;

  const idOfDevice = (name: string) => {
    const id = world.devices.get(name);
    if (id === undefined) throw new Error(`no ${name}`);
    return id;
  };
  const portOf = async (device: string, name: string) => {
    const list = await world.rest.get(`/dcim/interfaces/?device_id=${idOfDevice(device)}&name=${name}`);
    const [port] = resultsOf(list);
    return idOf(port);
  };
  const order = async (kind: 'check' | 'sweep', devices: readonly string[]) => {
    const { orders } = world.plumbline.runtime;
    const id = await orders.submit({ order: { kind, devices }, person: PERSON });
    await until('the order', () => orders.result(id), WITHIN_MS);
  };
  const shoot = async (name: string) => {
    if (SCREENSHOTS !== null) await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
  };
  /** The device list as the ready-made view shows it, chosen the way an engineer does. */
  const openDriftView = async () => {
    await page.goto('/dcim/devices/');
    await page.click('.btn-group:has-text("Configure Table") .dropdown-toggle');
    await page.click('a.dropdown-item:has-text("Plumbline: drift view")');
    await page.waitForSelector('th:has-text("Findings")');
  };
  const rowOf = async (device: string) =>
    await page.locator('table tbody tr', { has: page.locator(`a:text-is("${device}")`) }).innerText();
  /** Reloads the list until the device's row shows the text. */
  const seeInList = async (device: string, text: RegExp) => {
    await until(
      `${device} in the list`,
      async () => {
        await openDriftView();
        return text.test(await rowOf(device)) ? true : null;
      },
      WITHIN_MS,
    );
  };
  const buttonOn = async (device: string) => {
    await page.goto(`/dcim/devices/${idOfDevice(device)}/`);
    return page.locator('a.btn[href$="/journal/"]').innerText();
  };
  const openJournal = async (device: string) => {
    await page.goto(`/dcim/devices/${idOfDevice(device)}/journal/`);
    return page.locator('table.object-list').innerText();
  };
  const editPort = async (device: string, port: string, fill: (form: Page) => Promise<void>) => {
    await page.goto(`/dcim/interfaces/${await portOf(device, port)}/edit/`);
    await fill(page);
    await page.fill('#id_changelog_message', 'CHG0042 rename desks');
    await page.click('button[name=_update]');
    await page.waitForURL(/\/dcim\/interfaces\/\d+\/$/);
  };

  beforeAll(async () => {
    world = await openRealSandbox(netbox, { devices: 4 });
    await world.rest.patch(`/dcim/devices/${idOfDevice('edge2')}/`, {
      local_context_data: { plumbline: { stage: 'general', rollout: 'approve' } },
    });
    await order('check', ['edge1', 'edge2', 'edge3', 'edge4']);
    browser = await openBrowser(chromium.path);
    page = await logIn(browser, url, login);
  }, 180_000);

  afterAll(async () => {
    await browser.close();
    await world.stop();
    await netbox.stop();
  }, 60_000);

  it('shows every device in line in the ready-made view of the device list', async () => {
    await openDriftView();
    for (const name of world.devices.keys()) expect(await rowOf(name)).toContain('In line');
    expect(await buttonOn('edge1')).toBe('In line');
  });

  it('turns an edit in the form into an entry in the journal, with who, why, what and how it ended', async () => {
    await editPort('edge1', 'GigabitEthernet0/2', (form) => form.fill('#id_description', 'desk of anna'));
    await until(
      'the entry',
      async () => {
        const text = await openJournal('edge1');
        return /desk of anna/.test(text) && /CHG0042/.test(text) ? text : null;
      },
      WITHIN_MS,
    );
    await shoot('journal');
    expect(world.network.devices[0]?.running()).toContain('description desk of anna');
    expect(await buttonOn('edge1')).toBe('In line');
  });

  it('shows on list, page and journal that a plan waits, and the end of waiting once it is approved', async () => {
    await editPort('edge2', 'GigabitEthernet0/2', (form) => form.fill('#id_description', 'desk of bob'));
    await seeInList('edge2', /Awaiting approval/);
    expect(await buttonOn('edge2')).toBe('Awaiting approval');
    const entry = await openJournal('edge2');
    const hash = /plumbline approve ([0-9a-f]{8,})/.exec(entry)?.[1];
    expect(hash).toBeDefined();
    const { orders } = world.plumbline.runtime;
    const id = await orders.submit({ order: { kind: 'approve', hash: hash ?? '' }, person: PERSON });
    await until('the order', () => orders.result(id), WITHIN_MS);
    await seeInList('edge2', /In line/);
    expect(await openJournal('edge2')).toContain('approved by bob');
  });

  it('shows drift where somebody changed the device by hand, and who it was', async () => {
    world.network.devices[2]?.editByHand(
      ['interface GigabitEthernet0/2', 'description moved at 3 am'],
      'carol',
    );
    await order('check', ['edge3']);
    await seeInList('edge3', /Drift/);
    expect(await buttonOn('edge3')).toBe('Drift');
    await page.setViewportSize({ width: 1440, height: 1250 }); // as far as the custom fields
    await shoot('device-page');
    await page.setViewportSize(VIEW);
    const entry = await openJournal('edge3');
    expect(entry).toContain('moved at 3 am');
    expect(entry).toContain('Last change on the device: by carol');
    await shoot('journal-drift');
  });

  it('shows what was rolled back', async () => {
    await editPort('edge4', 'GigabitEthernet0/1', (form) => form.uncheck('#id_enabled'));
    await seeInList('edge4', /Rolled back/);
    await shoot('device-list');
    expect(await openJournal('edge4')).toMatch(/BGP session to .* was Established/);
    await shoot('journal-rolled-back');
  });
});

const PERSON = { username: 'bob', groups: ['network'] };
