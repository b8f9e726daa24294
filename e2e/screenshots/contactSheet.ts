import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { folder, looks, projector, fileOf } from './looks.ts';
import { views } from './views.ts';

/** All pictures on one page. */
export default async function contactSheet(): Promise<void> {
  const there = new Set(await readdir(folder).catch(() => []));
  const sections = views.map(({ name, title }) => {
    const figures = [...looks, ...projector].map((look) => ({ look, file: fileOf(name, look) })).filter(({ file }) => there.has(file))
      .map(({ look, file }) => `<figure><a href="${file}"><img loading="lazy" src="${file}" alt="${title}, ${look.width} pixels wide, ${look.theme}"></a><figcaption>${look.width} ${look.theme}</figcaption></figure>`);
    return figures.length === 0 ? '' : `<section><h2>${title}</h2><div>${figures.join('')}</div></section>`;
  });
  const style = 'body{font:14px system-ui;margin:2rem;background:#888;color:#fff}div{display:flex;flex-wrap:wrap;gap:1rem;align-items:start}figure{margin:0}img{height:360px;display:block}h2{font-size:1rem}';
  await writeFile(join(folder, 'index.html'), `<!doctype html><html lang="en"><meta charset="utf-8"><title>Views of the page</title><style>${style}</style><h1>Views of the page</h1>${sections.join('')}</html>`);
  console.log(`${there.size} pictures; see ${join(folder, 'index.html')}`);
}
