// Takes the pictures of this directory, with a real browser, from a server that was configured as its how-to page says:
//
//   npm install --no-save playwright-core
//   CHROMIUM=/path/to/chromium node screenshots.mjs wildfly http://127.0.0.1:9990 USER PASSWORD
//   CHROMIUM=/path/to/chromium node screenshots.mjs payara http://127.0.0.1:4848
import { chromium } from 'playwright-core';

const PATIENCE = { timeout: 120_000 };

const consoles = {
  async wildfly(page, root) {
    await page.goto(`${root}/console/index.html#resource-adapter;name=smtp`, PATIENCE);
    await page.getByText('Connection Definitions').first().click(PATIENCE);
    await page.getByRole('cell', { name: 'orders', exact: true }).click(PATIENCE);
    await page.getByText('smtp.example.com').first().waitFor(PATIENCE);
    await page.screenshot({ path: 'wildfly-connection-definition.png' });
  },

  async payara(page, root) {
    // The console loads itself at the first visit, and says so until it is there.
    const form = `${root}/jca/connectorConnectionPoolProperty.jsf?name=smtp-orders-pool`;
    const table = page.getByText('Additional Properties (');
    await page.goto(form, PATIENCE);
    while (!(await table.isVisible())) {
      await page.waitForTimeout(2_000);
      await page.goto(form, PATIENCE);
    }
    await page.screenshot({ path: 'payara-pool-properties.png' });
  },
};

const [, , product, root, username, password] = process.argv;
if (!consoles[product] || !root) {
  console.error(`usage: node screenshots.mjs ${Object.keys(consoles).join('|')} URL [USER PASSWORD]`);
  process.exit(2);
}
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
try {
  const page = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    ...(username && { httpCredentials: { username, password } }),
  });
  await consoles[product](page, root);
} finally {
  await browser.close();
}
