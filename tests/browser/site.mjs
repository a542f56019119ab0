// The site that the journeys visit: one server per worker.
import { test as base } from '@playwright/test';
import { serve } from './server.mjs';

export const test = base.extend({
  site: [
    async ({}, use) => {
      const site = await serve();
      await use(site);
      site.close();
    },
    { scope: 'worker' },
  ],
});
