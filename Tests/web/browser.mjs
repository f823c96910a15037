// A headless Chromium, driven over a pipe by the DevTools protocol.

import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Starts Chromium with a fresh profile. */
export async function startBrowser() {
  const profile = mkdtempSync(join(tmpdir(), 'kdrun-web-'));
  const isRoot = process.getuid?.() === 0;
  const child = spawn(process.env.CHROMIUM ?? 'chromium', [
    '--headless=new', '--remote-debugging-pipe', `--user-data-dir=${profile}`, '--no-first-run',
    '--disable-gpu', '--disable-dev-shm-usage', '--hide-scrollbars', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', ...(isRoot ? ['--no-sandbox'] : []), 'about:blank',
  ], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
  return new Browser(child, profile);
}

class Browser {
  #child; #profile; #next = 1; #waiting = new Map(); #listeners = new Set();

  constructor(child, profile) {
    this.#child = child;
    this.#profile = profile;
    let rest = Buffer.alloc(0);
    child.stdio[4].on('data', (data) => {
      rest = Buffer.concat([rest, data]);
      for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
        this.#receive(JSON.parse(rest.subarray(0, end).toString()));
        rest = rest.subarray(end + 1);
      }
    });
    child.on('exit', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error('Chromium has ended'));
    });
  }

  #receive(message) {
    if (message.id === undefined) {
      for (const listener of this.#listeners) listener(message);
      return;
    }
    const { resolve, reject } = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.error) reject(new Error(message.error.message));
    else resolve(message.result);
  }

  send(method, params = {}, sessionId = undefined) {
    const id = this.#next++;
    this.#child.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  listen(listener) { this.#listeners.add(listener); }

  /** Opens a page in a profile of its own: `{ width, height, dark, touch }`. */
  async open(url, view = {}) {
    const { browserContextId } = await this.send('Target.createBrowserContext');
    const { targetId } = await this.send('Target.createTarget', { url: 'about:blank', browserContextId });
    const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true });
    const page = new Page(this, sessionId);
    await page.prepare(view);
    await page.go(url);
    return page;
  }

  async close() {
    const ended = new Promise((resolve) => this.#child.on('exit', resolve));
    await this.send('Browser.close').catch(() => {});
    await ended;
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

class Page {
  #browser; #session;
  /** Addresses that the page asked for, and what it wrote to the console. */
  requests = [];
  complaints = [];

  constructor(browser, session) {
    this.#browser = browser;
    this.#session = session;
    browser.listen(({ method, params, sessionId }) => {
      if (sessionId !== session) return;
      if (method === 'Network.requestWillBeSent') this.requests.push(params.request.url);
      if (method === 'Runtime.exceptionThrown') {
        this.complaints.push(params.exceptionDetails.exception?.description);
      }
      if (method === 'Log.entryAdded' && params.entry.level === 'error') {
        this.complaints.push(params.entry.text);
      }
    });
  }

  send(method, params) { return this.#browser.send(method, params, this.#session); }

  async prepare({ width = 900, height = 900, dark = false, touch = false, reducedMotion = false }) {
    const domains = ['Page', 'Runtime', 'Network', 'Log', 'DOM', 'Accessibility'];
    for (const domain of domains) await this.send(`${domain}.enable`);
    await this.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 2, mobile: touch });
    await this.send('Emulation.setTouchEmulationEnabled', { enabled: touch });
    await this.send('Emulation.setEmulatedMedia', { features: [
      { name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' },
      { name: 'prefers-reduced-motion', value: reducedMotion ? 'reduce' : 'no-preference' },
    ] });
  }

  /** Opens a page and waits until `ready` is true in it. */
  async go(url, ready = 'document.readyState === "complete"') {
    const { errorText } = await this.send('Page.navigate', { url });
    if (errorText) throw new Error(`${url}: ${errorText}`);
    await this.wait(ready);
  }

  /** The value of an expression, awaited. */
  async value(expression) {
    const { result, exceptionDetails } = await this.send('Runtime.evaluate', {
      expression, awaitPromise: true, returnByValue: true, userGesture: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  async wait(expression, seconds = 20) {
    const end = Date.now() + 1000 * seconds;
    while (!await this.value(`Boolean(${expression})`).catch(() => false)) {
      if (Date.now() > end) throw new Error(`waited in vain for ${expression}`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  /** Whether all of an element is in the window. */
  isInSight(selector) {
    return this.value(`(() => {
      const box = document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect();
      return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight;
    })()`);
  }

  text(selector) { return this.value(`document.querySelector(${JSON.stringify(selector)}).textContent`); }

  /** A real click, or tap, in the middle of an element. */
  async click(selector, isTap = false) {
    const { x, y } = await this.value(`(() => {
      const element = document.querySelector(${JSON.stringify(selector)});
      element.scrollIntoView({ block: 'center' });
      const box = element.getBoundingClientRect();
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    })()`);
    if (isTap) {
      await this.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
      await this.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
      return;
    }
    for (const type of ['mousePressed', 'mouseReleased']) {
      await this.send('Input.dispatchMouseEvent', { type, x, y, button: 'left', clickCount: 1 });
    }
  }

  /** Types as a keyboard does, key by key. */
  async type(text) {
    for (const character of text) {
      await this.send('Input.dispatchKeyEvent', { type: 'keyDown', text: character });
      await this.send('Input.dispatchKeyEvent', { type: 'keyUp' });
    }
  }

  async press(key, modifiers = 0) {
    const codes = { Tab: 9, Enter: 13, Space: 32, ArrowDown: 40, End: 35, Home: 36, Backspace: 8, a: 65 };
    const text = { Enter: '\r', Space: ' ' }[key];
    const event = {
      key: key === 'Space' ? ' ' : key, code: key.length === 1 ? `Key${key.toUpperCase()}` : key,
      windowsVirtualKeyCode: codes[key], modifiers,
    };
    const down = text ? { type: 'keyDown', text } : { type: 'rawKeyDown' };
    await this.send('Input.dispatchKeyEvent', { ...down, ...event });
    await this.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
  }

  /** Chooses files as the file dialog would. */
  async choose(selector, files) {
    const { root } = await this.send('DOM.getDocument');
    const { nodeId } = await this.send('DOM.querySelector', { nodeId: root.nodeId, selector });
    await this.send('DOM.setFileInputFiles', { nodeId, files });
  }

  /** Drops files on an element. */
  async drop(selector, files) {
    const { x, y } = await this.value(`(() => {
      const element = document.querySelector(${JSON.stringify(selector)});
      element.scrollIntoView();
      const box = element.getBoundingClientRect();
      return { x: box.x + box.width / 2, y: box.y + 20 };
    })()`);
    const data = { items: [], files, dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop']) {
      await this.send('Input.dispatchDragEvent', { type, x, y, data });
    }
  }

  /** Controls and their names, as a screen reader gets them. */
  async accessibleNodes() {
    const { nodes } = await this.send('Accessibility.getFullAXTree');
    return nodes.filter((node) => !node.ignored)
      .map((node) => ({ role: node.role?.value, name: node.name?.value ?? '' }));
  }

  /** Keeps a picture for people; nothing is compared. */
  async picture(name, isWhole = true) {
    const folder = process.env.KDRUN_PICTURES;
    if (!folder) return;
    const { data } = await this.send('Page.captureScreenshot', { format: 'png', captureBeyondViewport: isWhole });
    const file = join(folder, `${name}.png`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, Buffer.from(data, 'base64'));
  }
}
