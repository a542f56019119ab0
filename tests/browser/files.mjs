// Files out of the page and into it.
import { extname } from 'node:path';
import { expect } from './playground.mjs';

/** Saves the topology by one of the share dialog's buttons and gives the file's path. */
export async function saved(playground, button, info) {
  await playground.get('share').click();
  const download = playground.page.waitForEvent('download');
  await playground.get(button).click();
  const file = await download;
  const path = info.outputPath(`saved${extname(file.suggestedFilename())}`);
  await file.saveAs(path);
  await expect(playground.get('share-saved')).toContainText('Saved');
  await playground.get('close-dialog').click();
  return path;
}

/** Drops a file on the canvas. */
export async function drop(playground, name, bytes) {
  const transfer = await playground.page.evaluateHandle(
    ({ name, bytes }) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(bytes)], name));
      return transfer;
    },
    { name, bytes: [...bytes] },
  );
  await playground.canvas.dispatchEvent('drop', { dataTransfer: transfer });
}
